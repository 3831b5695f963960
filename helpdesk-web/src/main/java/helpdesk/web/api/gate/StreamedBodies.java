package helpdesk.web.api.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The addresses whose bodies are read as they come, under limits of their own. */
final class StreamedBodies {
  private static final String MAIL = "/api/v1/inbound/email";
  private static final Set<String> ALL =
      Set.of(MAIL, "/api/v1/import/history", "/api/v1/import/mail");

  private StreamedBodies() {}

  static boolean isMail(HttpServletRequest request) {
    return path(request).equals(MAIL);
  }

  static boolean isStreamed(HttpServletRequest request) {
    return ALL.contains(path(request));
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
