package helpdesk.web.api.v1;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Team;
import helpdesk.agent.Teams;
import helpdesk.shared.EmailAddress;
import helpdesk.web.api.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Agents and teams as programs name them, and who acts when a program does: the agent that its
 * request names as {@code agent}, else a stand-in called API. Either way it is an agent's act, so a
 * reply by API is an answer to the customer like any other.
 */
@Component
class Colleagues {
  private static final EmailAddress STAND_IN = new EmailAddress("api@helpdesk.invalid");
  private static final String DIGITS = "[0-9]{1,18}";
  private final Agents agents;
  private final Teams teams;

  Colleagues(Agents agents, Teams teams) {
    this.agents = agents;
    this.teams = teams;
  }

  /** The agent of that id or e-mail address, or null. */
  @Nullable Agent agent(String reference) {
    if (reference.matches(DIGITS))
      return agents.find(new AgentId(Long.parseLong(reference))).orElse(null);
    EmailAddress address = EmailAddress.parse(reference);
    return address == null ? null : agents.byEmail(address).orElse(null);
  }

  /** The same, if they work here now. */
  @Nullable Agent activeAgent(String reference) {
    Agent agent = agent(reference);
    return agent == null || !agent.active() ? null : agent;
  }

  /** The team of that id or name, or null. */
  @Nullable Team team(String reference) {
    return teams.all().stream()
        .filter(
            team ->
                team.id().toString().equals(reference) || team.name().equalsIgnoreCase(reference))
        .findFirst()
        .orElse(null);
  }

  /**
   * Who acts.
   *
   * @throws helpdesk.web.api.InvalidInput with every fault noted so far
   */
  Agent acting(Input input) {
    String reference = input.reference("agent");
    Agent named =
        input.known("agent", reference, this::activeAgent, "There is no such active agent.");
    input.check();
    return named != null ? named : agents.standIn(STAND_IN, "API");
  }
}
