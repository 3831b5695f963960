package helpdesk.web.api.gate;

import helpdesk.agent.ApiTokens;
import helpdesk.web.api.ApiErrors;
import helpdesk.web.api.ApiProperties;
import helpdesk.web.api.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * The programs' door: a bearer token with every request, no session, so no CSRF. Which scope opens
 * what stands on the handlers; here is only whether the token is known at all.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
  @Bean
  @Order(50)
  SecurityFilterChain programs(
      HttpSecurity http,
      ApiTokens tokens,
      Problems problems,
      ApiErrors errors,
      ApiProperties settings,
      RequestRates rates,
      KeptAnswers answers)
      throws Exception {
    Bearer bearer = new Bearer(tokens, problems, errors);
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/api/v1/openapi.json")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers.contentSecurityPolicy(
                    policy ->
                        policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint(
                        (request, response, e) ->
                            bearer.refuse(
                                request, response, "Send a bearer token with the request.", null))
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problems.write(
                                request,
                                response,
                                HttpStatus.FORBIDDEN,
                                "This token may not do this.")))
        .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
        .addFilterAfter(new RateLimit(rates, problems), AuthorizationFilter.class)
        .addFilterAfter(new BodyLimit(settings.maxBody()), RateLimit.class)
        .addFilterAfter(new Idempotency(answers, problems), BodyLimit.class)
        .build();
  }
}
