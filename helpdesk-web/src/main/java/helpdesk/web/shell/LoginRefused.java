package helpdesk.web.shell;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that failed, and what is left to try. */
class LoginRefused extends AuthenticationException {
  private static final long serialVersionUID = 1L;
  private final transient LoginThrottle.Allowance allowance;

  LoginRefused(LoginThrottle.Allowance allowance) {
    super("No match");
    this.allowance = allowance;
  }

  /** Where the sign-in page says it: never whether the address is known. */
  String page() {
    Duration wait = allowance.pause();
    if (!wait.isZero()) return "/login?wait=" + (wait.toMinutes() + 1);
    return "/login?error&left=" + allowance.left();
  }
}
