package helpdesk.web.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the API that a controller answers at, and which scopes open it. */
@Component
public class Endpoints {
  private final RequestMappingHandlerMapping mappings;

  Endpoints(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    this.mappings = mappings;
  }

  /**
   * One address and method.
   *
   * @param method in lower case
   * @param scopes of which one is enough; empty if any token will do, null if nobody may
   */
  public record Endpoint(String method, String path, @Nullable List<String> scopes) {}

  /** All of them, by path. */
  public List<Endpoint> all() {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Map.Entry<RequestMappingInfo, HandlerMethod> e : mappings.getHandlerMethods().entrySet()) {
      for (String path : e.getKey().getPatternValues()) {
        if (path.startsWith("/api/")) add(endpoints, path, e.getKey(), e.getValue());
      }
    }
    endpoints.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
    return endpoints;
  }

  private static void add(
      List<Endpoint> endpoints, String path, RequestMappingInfo info, HandlerMethod handler) {
    RequiresScope required = ScopeCheck.requiredBy(handler);
    List<String> scopes = required == null ? null : Arrays.asList(required.value());
    for (RequestMethod method : info.getMethodsCondition().getMethods())
      endpoints.add(new Endpoint(method.name().toLowerCase(Locale.ROOT), path, scopes));
  }
}
