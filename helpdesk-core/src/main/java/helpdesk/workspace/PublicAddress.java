package helpdesk.workspace;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where people reach this desk: {@code helpdesk.public-url}, else this machine at the port it
 * listens on.
 */
@Component
public class PublicAddress {
  private final Environment environment;

  PublicAddress(Environment environment) {
    this.environment = environment;
  }

  /** The absolute address of a path such as {@code /s/abc}. */
  public String of(String path) {
    return base() + path;
  }

  /** The host, for Message-IDs. */
  public String host() {
    String host = URI.create(base()).getHost();
    return host == null ? "localhost" : host;
  }

  private String base() {
    String set = text("helpdesk.public-url");
    if (set != null) return set.endsWith("/") ? set.substring(0, set.length() - 1) : set;
    String listening = text("local.server.port");
    if (listening == null) listening = text("server.port");
    return "http://localhost:" + (listening == null ? "8080" : listening);
  }

  private @Nullable String text(String property) {
    String value = environment.getProperty(property);
    return value == null || value.isBlank() ? null : value;
  }
}
