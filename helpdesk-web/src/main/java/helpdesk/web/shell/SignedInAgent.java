package helpdesk.web.shell;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Role;
import java.io.Serializable;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who is signed in: as little as the session needs. Pages read the rest afresh.
 *
 * @param role as it was at sign-in
 */
public record SignedInAgent(AgentId id, String email, Role role)
    implements Principal, Serializable {
  static SignedInAgent of(Agent agent) {
    return new SignedInAgent(agent.id(), agent.email().value(), agent.role());
  }

  @Override
  public String getName() {
    return email;
  }

  /** ROLE_AGENT for all, ROLE_MANAGER and ROLE_ADMINISTRATOR for those who are. */
  Collection<GrantedAuthority> authorities() {
    Stream<GrantedAuthority> held =
        Stream.of(Role.values())
            .filter(r -> r.compareTo(role) <= 0)
            .map(r -> new SimpleGrantedAuthority("ROLE_" + r.name()));
    return List.copyOf(held.toList());
  }
}
