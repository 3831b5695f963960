package helpdesk.web.shell;

import helpdesk.shared.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/**
 * Ties what a person sees of an unexpected error to its line in the log: both carry one id, and the
 * page nothing else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ErrorIds extends DefaultErrorAttributes {
  private static final Logger log = LoggerFactory.getLogger(ErrorIds.class);
  private static final String ID = ErrorIds.class.getName();
  private static final int LENGTH = 10;

  /** Logs an unexpected error under a new id and returns it, to be shown. */
  public static String log(HttpServletRequest request, @Nullable Throwable error) {
    if (request.getAttribute(ID) instanceof String known) return known;
    String id = Tokens.random().substring(0, LENGTH);
    request.setAttribute(ID, id);
    // without the address: some hold a secret of their reader
    log.error("Error {} at a {}", id, request.getMethod(), error);
    return id;
  }

  @Override
  public Map<String, @Nullable Object> getErrorAttributes(
      WebRequest request, ErrorAttributeOptions options) {
    Map<String, @Nullable Object> attributes = super.getErrorAttributes(request, options);
    if (attributes.get("status") instanceof Integer status
        && status >= HttpStatus.INTERNAL_SERVER_ERROR.value()
        && request instanceof ServletWebRequest servlet) {
      attributes.put("errorId", log(servlet.getRequest(), getError(request)));
    }
    return attributes;
  }
}
