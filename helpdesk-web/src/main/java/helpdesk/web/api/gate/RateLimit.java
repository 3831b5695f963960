package helpdesk.web.api.gate;

import helpdesk.web.api.ApiClient;
import helpdesk.web.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds a program to its rate; mail is never turned away for coming fast. */
final class RateLimit extends OncePerRequestFilter {
  private final RequestRates rates;
  private final Problems problems;

  RateLimit(RequestRates rates, Problems problems) {
    this.rates = rates;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ApiClient client = Callers.current();
    if (client == null || StreamedBodies.isMail(request) || rates.take(client.token())) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    problems.write(
        request,
        response,
        HttpStatus.TOO_MANY_REQUESTS,
        "This token has made too many requests in this second.");
  }
}
