package helpdesk.web.setup;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads every page of a desk that is not set up yet to the one that says how. Before the security
 * chains, as there is nobody to sign in; assets, programs and health checks pass.
 */
@Component
@Order(-110)
class SetUpGate extends OncePerRequestFilter {
  private static final List<String> PASSING =
      List.of("/setup", "/assets/", "/error", "/favicon", "/actuator", "/api/");
  private final SetUp setUp;
  private final boolean closed;
  private volatile boolean open;

  /**
   * @param closed false lets everything pass, for tests that need no workspace
   */
  SetUpGate(SetUp setUp, @Value("${helpdesk.setup-required:true}") boolean closed) {
    this.setUp = setUp;
    this.closed = closed;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    if (open || !closed) return true;
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return PASSING.stream().anyMatch(path::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (setUp.done()) {
      open = true; // a workspace never goes away
      chain.doFilter(request, response);
    } else {
      response.setHeader("Cache-Control", "no-store");
      response.sendRedirect(request.getContextPath() + "/setup");
    }
  }
}
