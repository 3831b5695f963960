package helpdesk.web.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An address with the hash of its content never changes and is kept for a year; the same file under
 * its plain name is asked for again. What is not found is not kept at all: another node may have
 * it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class AssetCaching extends OncePerRequestFilter {
  private static final Pattern HASHED = Pattern.compile(".*-[0-9a-f]{32}\\.[a-z0-9]+");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !path(request).startsWith("/assets/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean hashed = HASHED.matcher(path(request)).matches();
    String cache = hashed ? "public, max-age=31536000, immutable" : "no-cache";
    chain.doFilter(request, new CacheRule(response, cache));
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** Replaces the age that the resource handler gives every file it found. */
  private static final class CacheRule extends HttpServletResponseWrapper {
    private final String rule;

    CacheRule(HttpServletResponse response, String rule) {
      super(response);
      this.rule = rule;
    }

    @Override
    public void setHeader(String name, String value) {
      boolean found =
          HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name) && value.startsWith("max-age=");
      super.setHeader(name, found ? rule : value);
    }
  }
}
