package helpdesk.web.api.v1;

import helpdesk.agent.Team;
import helpdesk.agent.Teams;
import helpdesk.web.api.Input;
import helpdesk.web.api.ItemPage;
import helpdesk.web.api.RequiresScope;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The teams of the desk. */
@RestController
@RequestMapping("/api/v1/teams")
class TeamsApi {
  private static final int LONGEST_NAME = 100;
  private final Teams teams;

  TeamsApi(Teams teams) {
    this.teams = teams;
  }

  record TeamShape(long id, String name) {
    static TeamShape of(Team team) {
      return new TeamShape(team.id().value(), team.name());
    }
  }

  @RequiresScope("tickets:read")
  @GetMapping
  ItemPage<TeamShape> list() {
    return ItemPage.whole(teams.all().stream().map(TeamShape::of).toList());
  }

  @RequiresScope("admin")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TeamShape create(@RequestBody JsonNode body) {
    Input input = Input.of(body);
    String name = input.required("name", LONGEST_NAME);
    input.check();
    return TeamShape.of(teams.create(name));
  }
}
