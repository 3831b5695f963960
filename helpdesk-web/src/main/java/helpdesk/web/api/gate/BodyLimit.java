package helpdesk.web.api.gate;

import helpdesk.shared.DomainException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads no more of an ordinary body than a program can have to say. */
final class BodyLimit extends OncePerRequestFilter {
  private final DataSize most;

  BodyLimit(DataSize most) {
    this.most = most;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (StreamedBodies.isStreamed(request)) {
      chain.doFilter(request, response);
      return;
    }
    if (request.getContentLengthLong() > most.toBytes()) throw tooLarge();
    chain.doFilter(new WatchedBody(request, this::watch), response);
  }

  private void watch(long readSoFar) {
    if (readSoFar > most.toBytes()) throw tooLarge();
  }

  private DomainException tooLarge() {
    return new DomainException(
        DomainException.Kind.TOO_LARGE,
        "This body is larger than the " + most.toMegabytes() + " MB that are read here.");
  }
}
