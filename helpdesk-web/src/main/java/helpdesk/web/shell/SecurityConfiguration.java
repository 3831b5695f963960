package helpdesk.web.shell;

import helpdesk.agent.Agents;
import helpdesk.shared.EmailAddress;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * The pages of the house: a session, CSRF tokens, a strict content policy. Other doors have chains
 * of their own before this one.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  static final String CONTENT_POLICY =
      "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

  @Bean
  @Order(100)
  SecurityFilterChain staff(HttpSecurity http, AgentLogin login) throws Exception {
    return http.authenticationProvider(login)
        .authorizeHttpRequests(
            requests ->
                requests
                    // the second half of a request that was let in, such as the end of a stream
                    .dispatcherTypeMatchers(DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(
                        "/login",
                        "/setup/**",
                        "/error",
                        "/*.css",
                        "/*.js",
                        "/vendor/**",
                        "/favicon.ico")
                    .permitAll()
                    .requestMatchers("/admin/**")
                    .hasRole("ADMINISTRATOR")
                    .anyRequest()
                    .hasRole("AGENT"))
        .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/inbox").permitAll())
        .logout(logout -> logout.logoutSuccessUrl("/login"))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  /** Checks address and password; says the same whatever was wrong. */
  @Component
  static class AgentLogin implements AuthenticationProvider {
    private final Agents agents;

    AgentLogin(Agents agents) {
      this.agents = agents;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
      EmailAddress address = EmailAddress.parse(attempt.getName());
      Object password = attempt.getCredentials();
      if (address == null || password == null) throw new BadCredentialsException("No match");
      SignedInAgent agent =
          agents
              .authenticate(address, password.toString())
              .map(SignedInAgent::of)
              .orElseThrow(() -> new BadCredentialsException("No match"));
      return UsernamePasswordAuthenticationToken.authenticated(agent, null, agent.authorities());
    }

    @Override
    public boolean supports(@Nullable Class<?> type) {
      return type != null && UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
  }
}
