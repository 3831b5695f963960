package helpdesk.web.survey;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what a browser sends from a form on another site. What no browser sends, such as a
 * mail provider's one-click unsubscribing, says nothing of an origin and passes. Our own pages send
 * {@code Origin: null}, because they ask for no referrer: then Sec-Fetch-Site decides.
 */
final class SameOrigin extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (READING.contains(request.getMethod()) || own(request)) chain.doFilter(request, response);
    else response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }

  private static boolean own(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) return site.equals("same-origin") || site.equals("none");
    String origin = request.getHeader("Origin");
    if (origin != null && !origin.equals("null")) return here(origin, request);
    String referrer = request.getHeader("Referer");
    return referrer == null || here(referrer, request);
  }

  private static boolean here(String address, HttpServletRequest request) {
    URI uri = parsed(address);
    return uri != null
        && request.getServerName().equalsIgnoreCase(uri.getHost())
        && request.getServerPort() == port(uri);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) return uri.getPort();
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static @Nullable URI parsed(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
