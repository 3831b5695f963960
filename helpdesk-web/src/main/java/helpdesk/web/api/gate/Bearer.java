package helpdesk.web.api.gate;

import helpdesk.agent.ApiTokens;
import helpdesk.web.api.ApiClient;
import helpdesk.web.api.ApiErrors;
import helpdesk.web.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows a program by its bearer token (RFC 6750). Being the first filter, it also answers for
 * whatever fails in the filters behind it.
 */
final class Bearer extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";
  private final ApiTokens tokens;
  private final Problems problems;
  private final ApiErrors errors;

  Bearer(ApiTokens tokens, Problems problems, ApiErrors errors) {
    this.tokens = tokens;
    this.problems = problems;
    this.errors = errors;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      String header = request.getHeader(HttpHeaders.AUTHORIZATION);
      if (header != null) {
        Optional<Authentication> who = authenticate(header);
        if (who.isEmpty()) {
          refuse(request, response, "This token is not known here.", "invalid_token");
          return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who.get());
        SecurityContextHolder.setContext(context);
      }
      chain.doFilter(request, response);
    } catch (RuntimeException e) {
      errors.answer(request, response, e);
    }
  }

  void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      String detail,
      @Nullable String error)
      throws IOException {
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE, error == null ? "Bearer" : "Bearer error=\"" + error + "\"");
    problems.write(request, response, HttpStatus.UNAUTHORIZED, detail);
  }

  private Optional<Authentication> authenticate(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
    return tokens.use(header.substring(SCHEME.length()).strip()).map(Bearer::authenticated);
  }

  private static Authentication authenticated(ApiTokens.ApiToken token) {
    List<SimpleGrantedAuthority> authorities =
        token.scopes().stream().map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope)).toList();
    ApiClient client = new ApiClient(token.id(), token.name(), token.scopes());
    return UsernamePasswordAuthenticationToken.authenticated(client, null, authorities);
  }
}
