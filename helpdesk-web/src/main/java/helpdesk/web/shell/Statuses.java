package helpdesk.web.shell;

import helpdesk.shared.DomainException;
import org.springframework.http.HttpStatus;

/** Which HTTP status says what the desk said. */
public final class Statuses {
  private Statuses() {}

  /** The status for a kind of trouble. */
  public static HttpStatus of(DomainException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
      case CONFLICT -> HttpStatus.CONFLICT;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case GONE -> HttpStatus.GONE;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
    };
  }
}
