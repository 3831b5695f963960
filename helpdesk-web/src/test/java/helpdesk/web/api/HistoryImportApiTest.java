package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import com.jayway.jsonpath.JsonPath;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.ApiTokens;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.web.WebTest;
import helpdesk.web.shell.SignedInAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over a real connection, as the script that leaves another desk would speak. */
@WebTest
class HistoryImportApiTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What of a worked timeline is the same at any hour after its last event, by the calendar. */
  private static final List<String> LASTING =
      List.of(
          "/excluded",
          "/first_response_state",
          "/first_response/at",
          "/first_response/calendar",
          "/waiting_since",
          "/queue_first/calendar",
          "/first_resolution/at",
          "/first_resolution/calendar",
          "/full_resolution/at",
          "/full_resolution/calendar",
          "/reopens",
          "/agent_replies",
          "/escalations");

  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired Agents agents;
  @LocalServerPort int port;
  private final String source = "s" + UUID.randomUUID();
  private String token;

  @BeforeEach
  void token() {
    token = ApiCalls.with(mvc, tokens).token();
  }

  @Test
  void anImportedTicketHasItsEventsAndCountsByTheirTimes() throws Exception {
    Map<String, Object> done = done(start(line("a")));
    assertThat(done)
        .containsEntry("state", "done")
        .containsEntry("read", 1)
        .containsEntry("imported", 1)
        .containsEntry("unchanged", 0)
        .containsEntry("refused", List.of())
        .containsEntry("refused_count", 0)
        .containsEntry("percent", 100)
        .containsEntry("error", null);

    long number = number("a");
    String ticket = get("/api/v1/tickets/" + number).body();
    assertThat((String) JsonPath.read(ticket, "$.subject")).isEqualTo("Broken mug");
    assertThat((String) JsonPath.read(ticket, "$.status")).isEqualTo("resolved");
    assertThat((String) JsonPath.read(ticket, "$.requester.email")).isEqualTo("kim@example.org");
    List<String> tags = JsonPath.read(ticket, "$.tags");
    assertThat(tags).containsExactly("damaged");
    String events = get("/api/v1/tickets/" + number + "/events").body();
    List<String> times = JsonPath.read(events, "$.items[*].at");
    assertThat(times)
        .containsExactly("2026-02-10T09:00:00Z", "2026-02-10T10:00:00Z", "2026-02-10T10:00:00Z");
    String metrics = get("/api/v1/tickets/" + number + "/metrics").body();
    assertThat((Object) JsonPath.read(metrics, "$.excluded")).isNull();
    assertThat((Integer) JsonPath.read(metrics, "$.first_response.calendar")).isEqualTo(3_600);
    assertThat((Integer) JsonPath.read(metrics, "$.full_resolution.calendar")).isEqualTo(3_600);
  }

  @Test
  void theSameFileTwiceChangesNothingAndARefusedLineIsToldByItsNumber() throws Exception {
    String file = line("a") + "\nnonsense\n" + line("b") + "\n";
    assertThat(done(start(file))).containsEntry("imported", 2);

    assertThat(done(start(file)))
        .containsEntry("read", 3)
        .containsEntry("imported", 0)
        .containsEntry("unchanged", 2)
        .containsEntry("refused_count", 1)
        .containsEntry("refused", List.of(Map.of("line", 2, "reason", "The line is no JSON.")));
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndTheNextIsTaken() throws Exception {
    String file = line("a").replace("Broken mug", "x".repeat(1 << 20)) + "\n" + line("b");
    Map<String, Object> done = done(start(file));
    assertThat(done).containsEntry("imported", 1).containsEntry("refused_count", 1);
    assertThat(done)
        .containsEntry(
            "refused",
            List.of(
                Map.of(
                    "line",
                    1,
                    "reason",
                    "The line has more than the 1048576 bytes that are read.")));
  }

  @Test
  void anImportNeedsItsScopeABodyAndAPlainSource() throws Exception {
    assertThat(start("").statusCode()).isEqualTo(400);
    assertThat(post("/api/v1/import/history?source=Other%20Desk", line("a")).statusCode())
        .isEqualTo(422);
    assertThat(get("/api/v1/import/999999999").statusCode()).isEqualTo(404);

    token = ApiCalls.with(mvc, tokens, Set.of("tickets:write")).token();
    assertThat(start(line("a")).statusCode()).isEqualTo(403);
    token = "wrong";
    assertThat(start(line("a")).statusCode()).isEqualTo(401);
  }

  @Test
  void anImportThatIsOverCannotBeStoppedAnyMore() throws Exception {
    HttpResponse<String> started = start(line("a"));
    done(started);
    HttpResponse<String> stopped =
        post("/api/v1/import/" + JsonPath.read(started.body(), "$.job") + "/cancellation", "");
    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat((String) JsonPath.read(stopped.body(), "$.state")).isEqualTo("done");
  }

  @Test
  void everyWorkedTimelineGivesItsFiguresAndHasAPage() throws Exception {
    Path golden = Path.of("../helpdesk-metrics/src/test/resources/golden/ticket-timelines.json");
    List<JsonNode> cases =
        json.readTree(Files.readString(golden)).get("cases").valueStream().toList();
    String file =
        cases.stream()
            .map(test -> test.deepCopy().asObject().put("external_id", test.get("id").asString()))
            .map(JsonNode::toString)
            .collect(Collectors.joining("\n"));
    assertThat(done(start(file)))
        .containsEntry("imported", cases.size())
        .containsEntry("refused", List.of());

    RequestPostProcessor agent = agent();
    for (JsonNode test : cases) {
      String id = test.get("id").asString();
      assertThat(mvc.get().uri("/tickets/" + number(id)).with(agent)).as(id).hasStatusOk();
      JsonNode facts = json.readTree(get("/api/v1/tickets/" + number(id) + "/metrics").body());
      for (String figure : LASTING) {
        assertThat(facts.at(figure)).as(id + figure).isEqualTo(test.get("expected").at(figure));
      }
    }
  }

  private RequestPostProcessor agent() {
    EmailAddress address = new EmailAddress(UUID.randomUUID() + "@example.org");
    Agent agent = agents.create(address, "Amina", Role.AGENT, null);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(
            new SignedInAgent(agent.id(), address.value(), Role.AGENT),
            null,
            AuthorityUtils.createAuthorityList("ROLE_AGENT")));
  }

  private long number(String externalId) {
    return jdbc.sql(
            """
            SELECT t.number FROM imported_ticket k JOIN ticket t ON t.id = k.ticket_id
             WHERE k.source = :source AND k.external_id = :id
            """)
        .param("source", source)
        .param("id", externalId)
        .query(Long.class)
        .single();
  }

  private static String line(String id) {
    return """
    {"external_id": "%s", "subject": "Broken mug", "requester": {"email": "kim@example.org", "name": "Kim"}, "tags": ["damaged"], "events": [\
    {"at": "2026-02-10T10:00:00+01:00", "type": "ticket_created", "actor": "customer"}, \
    {"at": "2026-02-10T11:00:00+01:00", "type": "agent_reply", "actor": "agent", "agent": "ana"}, \
    {"at": "2026-02-10T11:00:00+01:00", "type": "status_changed", "actor": "agent", "to": "resolved"}]}"""
        .formatted(id);
  }

  private HttpResponse<String> start(String file) throws Exception {
    return post("/api/v1/import/history?source=" + source, file);
  }

  private Map<String, Object> done(HttpResponse<String> started) throws Exception {
    assertThat(started.statusCode()).isEqualTo(202);
    String path = "/api/v1/import/" + JsonPath.read(started.body(), "$.job");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> JsonPath.read(get(path).body(), "$.state").equals("done"));
    return JsonPath.read(get(path).body(), "$");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return HTTP.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/x-ndjson");
  }
}
