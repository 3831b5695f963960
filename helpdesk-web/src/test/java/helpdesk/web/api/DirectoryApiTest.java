package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.ApiTokens;
import helpdesk.job.Jobs;
import helpdesk.web.WebTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebTest
class DirectoryApiTest {
  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  @Autowired Jobs jobs;
  private ApiCalls api;

  @BeforeEach
  void token() {
    api = ApiCalls.with(mvc, tokens);
  }

  @Test
  void anAgentIsCreatedOnceAndListed() {
    String body =
        "{\"email\": \"Mia@Desk.example\", \"name\": \"Mia\", \"role\": \"manager\", \"password\": \"long enough 1\"}";
    assertThat(api.post("/api/v1/agents", body))
        .hasStatus(HttpStatus.CREATED)
        .bodyJson()
        .isLenientlyEqualTo(
            "{\"email\": \"mia@desk.example\", \"name\": \"Mia\", \"role\": \"manager\", \"team\": null, \"active\": true}");
    assertThat(api.post("/api/v1/agents", body)).hasStatus(HttpStatus.CONFLICT);
    assertThat(api.get("/api/v1/agents?limit=200"))
        .bodyJson()
        .extractingPath("$.items[*].email")
        .asArray()
        .contains("mia@desk.example");
    assertThat(
            api.post(
                "/api/v1/agents", "{\"email\": \"x@y\", \"name\": \"X\", \"password\": \"short\"}"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Test
  void aCustomerIsFoundByAnyOfTheirAddresses() {
    api.post(
        "/api/v1/tickets",
        "{\"subject\": \"Hi\", \"language\": \"sv\", \"requester\": {\"email\": \"eva@example.org\", \"name\": \"Eva\"}}");
    MvcTestResult found = api.get("/api/v1/contacts?email=EVA@example.org");
    assertThat(found)
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"items": [{"name": "Eva", "email": "eva@example.org", "emails": ["eva@example.org"], "language": "sv"}],
             "next_cursor": null}
            """);
    assertThat(api.get("/api/v1/contacts?email=nobody@example.org"))
        .bodyJson()
        .isStrictlyEqualTo("{\"items\": [], \"next_cursor\": null}");
    assertThat(api.get("/api/v1/contacts?email=nonsense"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Test
  void tagsAndTeamsAreCreatedAndListed() {
    assertThat(api.post("/api/v1/tags", "{\"name\": \"Broken\", \"kind\": \"why\"}"))
        .hasStatus(HttpStatus.CREATED)
        .bodyJson()
        .isLenientlyEqualTo("{\"name\": \"broken\", \"kind\": \"why\"}");
    assertThat(api.post("/api/v1/tags", "{\"name\": \"a,b\"}"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.post("/api/v1/teams", "{\"name\": \"Returns\"}")).hasStatus(HttpStatus.CREATED);
    assertThat(api.post("/api/v1/teams", "{\"name\": \"returns\"}")).hasStatus(HttpStatus.CONFLICT);
    assertThat(api.get("/api/v1/teams"))
        .bodyJson()
        .extractingPath("$.items[*].name")
        .asArray()
        .contains("Returns");
  }

  @Test
  void anImportSaysHowFarItIs() {
    long job =
        jobs.start(
            "test-import",
            Map.of(
                "read",
                3,
                "imported",
                1,
                "unchanged",
                1,
                "refused",
                List.of(Map.of("line", 2, "reason", "No events"))));
    assertThat(api.get("/api/v1/import/" + job))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            "{\"read\": 3, \"imported\": 1, \"unchanged\": 1, \"refused\": [{\"line\": 2, \"reason\": \"No events\"}]}");
    assertThat(api.get("/api/v1/import/" + jobs.start("other", Map.of())))
        .hasStatus(HttpStatus.NOT_FOUND);
  }
}
