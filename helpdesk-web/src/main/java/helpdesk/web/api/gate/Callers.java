package helpdesk.web.api.gate;

import helpdesk.web.api.ApiClient;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks. */
final class Callers {
  private Callers() {}

  /** The program of this request, or null for a stranger at an open address. */
  static @Nullable ApiClient current() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof ApiClient client ? client : null;
  }
}
