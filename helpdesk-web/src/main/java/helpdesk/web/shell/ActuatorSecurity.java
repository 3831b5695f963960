package helpdesk.web.shell;

import helpdesk.agent.ApiTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The operators' door: whether we live is open to all, everything else needs a token with the scope
 * {@code metrics:read}. No session, so a scrape leaves nothing behind.
 */
@Configuration(proxyBeanMethods = false)
class ActuatorSecurity {
  private static final String SCOPE = "metrics:read";
  private static final String AUTHORITY = "SCOPE_metrics:read";

  @Bean
  @Order(10)
  SecurityFilterChain actuator(HttpSecurity http, ApiTokens tokens) throws Exception {
    return http.securityMatcher("/actuator/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        "/actuator/health",
                        "/actuator/health/liveness",
                        "/actuator/health/readiness")
                    .permitAll()
                    .anyRequest()
                    .hasAuthority(AUTHORITY))
        .addFilterBefore(new BearerToken(tokens), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            errors ->
                errors.authenticationEntryPoint(
                    (request, response, failure) -> {
                      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                    }))
        .build();
  }

  private static final class BearerToken extends OncePerRequestFilter {
    private static final String PREFIX = "Bearer ";
    private final ApiTokens tokens;

    BearerToken(ApiTokens tokens) {
      this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String header = request.getHeader(HttpHeaders.AUTHORIZATION);
      if (header != null && header.startsWith(PREFIX)) {
        tokens.find(header.substring(PREFIX.length())).ifPresent(BearerToken::enter);
      }
      chain.doFilter(request, response);
    }

    private static void enter(ApiTokens.ApiToken token) {
      String authority = token.scopes().contains(SCOPE) ? AUTHORITY : "ROLE_PROGRAM";
      SecurityContextHolder.getContext()
          .setAuthentication(
              UsernamePasswordAuthenticationToken.authenticated(
                  token.name(), null, AuthorityUtils.createAuthorityList(authority)));
    }
  }
}
