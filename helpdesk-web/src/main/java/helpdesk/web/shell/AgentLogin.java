package helpdesk.web.shell;

import helpdesk.agent.Agents;
import helpdesk.shared.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks address and password; says the same whatever was wrong, and not too often. */
@Component
class AgentLogin implements AuthenticationProvider {
  private final Agents agents;
  private final LoginThrottle throttle;

  AgentLogin(Agents agents, LoginThrottle throttle) {
    this.agents = agents;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    EmailAddress address = EmailAddress.parse(attempt.getName());
    Object password = attempt.getCredentials();
    if (address == null || password == null) throw new BadCredentialsException("No match");
    String network = network(attempt);
    LoginThrottle.Allowance allowance = throttle.take(address, network);
    if (!allowance.pause().isZero()) throw new LoginRefused(allowance);
    SignedInAgent agent =
        agents
            .authenticate(address, password.toString())
            .map(SignedInAgent::of)
            .orElseThrow(() -> new LoginRefused(allowance));
    throttle.succeeded(address, network);
    return UsernamePasswordAuthenticationToken.authenticated(agent, null, agent.authorities());
  }

  private static String network(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details
        ? LoginThrottle.network(String.valueOf(details.getRemoteAddress()))
        : "unknown";
  }

  @Override
  public boolean supports(@Nullable Class<?> type) {
    return type != null && UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
