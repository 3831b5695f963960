package helpdesk.web.api;

import helpdesk.shared.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers a program that something went wrong: problem details of RFC 9457 with an error id that is
 * in the log too.
 */
@Component
public class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private final ApiJson json;

  Problems(ApiJson json) {
    this.json = json;
  }

  /** Writes the problem, unless the answer is on its way already. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    write(request, response, status, detail, List.of(), null);
  }

  /**
   * @param cause logged with the error id where it is our fault; never shown
   */
  void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      String detail,
      List<InvalidInput.Fault> faults,
      @Nullable Throwable cause)
      throws IOException {
    String errorId = Tokens.encode(Tokens.randomBytes(9));
    log(request, status, errorId, cause);
    if (response.isCommitted()) return;
    response.resetBuffer();
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response.getOutputStream().write(body(status, detail, errorId, faults));
  }

  private byte[] body(
      HttpStatus status, String detail, String errorId, List<InvalidInput.Fault> faults) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:helpdesk:problem:" + word(status));
    problem.put("title", status.getReasonPhrase());
    problem.put("status", status.value());
    problem.put("detail", detail);
    problem.put("error_id", errorId);
    if (!faults.isEmpty()) problem.put("errors", faults);
    return json.mapper().writeValueAsBytes(problem);
  }

  private static String word(HttpStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The path only: a query may name a person. */
  private static void log(
      HttpServletRequest request, HttpStatus status, String errorId, @Nullable Throwable cause) {
    String method = request.getMethod();
    String path = request.getRequestURI();
    if (status.is5xxServerError()) {
      log.error("Error {}: {} {} answered {}", errorId, method, path, status.value(), cause);
    } else {
      log.debug("Error {}: {} {} answered {}", errorId, method, path, status.value(), cause);
    }
  }
}
