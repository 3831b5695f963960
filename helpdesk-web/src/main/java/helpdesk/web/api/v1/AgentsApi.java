package helpdesk.web.api.v1;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.Team;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.shared.EmailAddress;
import helpdesk.web.api.ApiClient;
import helpdesk.web.api.Input;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.Query;
import helpdesk.web.api.RequiresScope;
import helpdesk.workspace.Audit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The people who answer. */
@RestController
@RequestMapping("/api/v1/agents")
class AgentsApi {
  private final Agents agents;
  private final Teams teams;
  private final Audit audit;

  AgentsApi(Agents agents, Teams teams, Audit audit) {
    this.agents = agents;
    this.teams = teams;
    this.audit = audit;
  }

  record AgentShape(
      long id,
      String email,
      String name,
      String role,
      TicketShape.@Nullable Named team,
      boolean active) {
    static AgentShape of(Agent agent, Map<TeamId, Team> teams) {
      Team team = agent.team() == null ? null : teams.get(agent.team());
      return new AgentShape(
          agent.id().value(),
          agent.email().value(),
          agent.name(),
          agent.role().key(),
          team == null ? null : new TicketShape.Named(team.id().value(), team.name()),
          agent.active());
    }
  }

  @RequiresScope("tickets:read")
  @GetMapping
  ItemPage<AgentShape> list(@RequestParam Map<String, String> parameters) {
    Query query = Query.of(parameters);
    int size = query.size(ItemPage.USUAL);
    Long after = query.after();
    Map<TeamId, Team> known = teams.all().stream().collect(Collectors.toMap(Team::id, t -> t));
    return ItemPage.of(
        agents.page(after == null ? null : new AgentId(after), size + 1),
        size,
        agent -> agent.id().value(),
        agent -> AgentShape.of(agent, known));
  }

  @RequiresScope("admin")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  AgentShape create(@RequestBody JsonNode body, @AuthenticationPrincipal ApiClient client) {
    Input input = Input.of(body);
    input.required("email", 320);
    EmailAddress email = input.email("email");
    String name = input.required("name", 200);
    Role role = input.word("role", Role.class);
    String password = input.text("password", 200);
    if (password != null && password.length() < Agents.SHORTEST_PASSWORD)
      input.fault(
          "password", "A password needs at least " + Agents.SHORTEST_PASSWORD + " characters.");
    input.check();
    Agent agent =
        agents.create(
            Objects.requireNonNull(email), name, role == null ? Role.AGENT : role, password);
    audit.record(
        "token:" + client.token(),
        "agent.created",
        Map.of("agent", agent.id().value(), "role", agent.role().key()));
    return AgentShape.of(agent, Map.of());
  }
}
