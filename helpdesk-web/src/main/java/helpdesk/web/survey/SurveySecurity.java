package helpdesk.web.survey;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The door of surveys: no session and nothing to sign in to. The secret is the link, so there is no
 * CSRF token; a form on another site is turned away all the same.
 */
@Configuration(proxyBeanMethods = false)
class SurveySecurity {
  private static final String CONTENT_POLICY =
      "default-src 'self'; script-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors"
          + " 'none'; object-src 'none'";

  @Bean
  @Order(20)
  SecurityFilterChain surveyDoor(HttpSecurity http) throws Exception {
    return http.securityMatcher("/s/**", "/o/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new SameOrigin(), AuthorizationFilter.class)
        .headers(
            headers ->
                headers
                    .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                    .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "no-store"))
                    .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex"))
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }
}
