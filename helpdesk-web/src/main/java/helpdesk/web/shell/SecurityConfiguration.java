package helpdesk.web.shell;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The pages of the house: a session, CSRF tokens, a strict content policy. Other doors have chains
 * of their own before this one.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  static final String CONTENT_POLICY =
      "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src"
          + " 'none'";
  private static final String NO_DEVICES =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
  private static final String[] PUBLIC = {
    "/login", "/setup", "/setup/**", "/error", "/assets/**", "/favicon.ico"
  };

  @Bean
  @Order(100)
  SecurityFilterChain staff(HttpSecurity http) throws Exception {
    // AgentLogin is found as a bean; named here again, it would count every failure twice
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(PUBLIC)
                    .permitAll()
                    .requestMatchers("/admin/**")
                    .hasRole("ADMINISTRATOR")
                    .anyRequest()
                    .hasRole("AGENT"))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .defaultSuccessUrl("/inbox")
                    .failureHandler(refusal())
                    .permitAll())
        .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  private static AuthenticationFailureHandler refusal() {
    return (request, response, failure) -> {
      String page = failure instanceof LoginRefused refused ? refused.page() : "/login?error";
      response.sendRedirect(request.getContextPath() + page);
    };
  }
}
