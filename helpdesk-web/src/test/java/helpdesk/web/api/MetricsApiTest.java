package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.ApiTokens;
import helpdesk.web.WebTest;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebTest
class MetricsApiTest {
  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  @Autowired JdbcClient jdbc;
  private ApiCalls api;

  @BeforeEach
  void token() {
    api = ApiCalls.with(mvc, tokens, Set.of("metrics:read", "tickets:write", "tickets:read"));
  }

  @Test
  void theCatalogueSaysWhatEachMetricMeans() {
    assertThat(api.get("/api/v1/metrics"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$[?(@.id == 'first_response_time')].better")
        .asArray()
        .containsExactly("lower");
  }

  @Test
  void nothingMeasuredIsNullAndNeverNought() {
    assertThat(
            api.get(
                "/api/v1/metrics/first_response_time?from=2001-01-01&to=2001-02-01&group_by=week"))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"id": "first_response_time", "from": "2001-01-01", "to": "2001-02-01", "zone": "UTC",
             "clock": "calendar", "unit": "seconds", "value": null, "n": 0, "interval": null,
             "approximate": false, "target": 21600,
             "groups": [{"key": "2001-01-01", "value": null, "n": 0}, {"key": "2001-01-08"},
                        {"key": "2001-01-15"}, {"key": "2001-01-22"}, {"key": "2001-01-29"}]}
            """);
    assertThat(api.get("/api/v1/metrics/tickets_created?from=2001-01-01&to=2001-01-02"))
        .bodyJson()
        .extractingPath("$.value")
        .isEqualTo(0.0);
  }

  @Test
  void aTicketTellsItsFactsAndStandsBehindTheFigures() {
    assertThat(
            api.post(
                "/api/v1/tickets",
                "{\"subject\": \"Counted\", \"text\": \"Hi\", \"requester\": {\"email\":"
                    + " \"eva@example.org\"}}"))
        .hasStatus(HttpStatus.CREATED);
    long number =
        jdbc.sql("SELECT max(number) FROM ticket WHERE subject = 'Counted'")
            .query(Long.class)
            .single();
    assertThat(api.get("/api/v1/tickets/" + number + "/metrics"))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            "{\"excluded\": null, \"first_response_state\": \"waiting\", \"resolved_within_24h\":"
                + " null, \"reopens\": 0}");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/metrics/tickets_created/tickets?limit=200"))
                    .bodyJson()
                    .extractingPath("$.items[*].subject")
                    .asArray()
                    .contains("Counted"));
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThat(api.get("/api/v1/metrics/happiness")).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(api.get("/api/v1/metrics/csat?from=yesterday"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.get("/api/v1/metrics/csat?group_by=moon"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.get("/api/v1/metrics/csat/tickets?cursor=x"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(ApiCalls.with(mvc, tokens, Set.of("tickets:read")).get("/api/v1/metrics"))
        .hasStatus(HttpStatus.FORBIDDEN);
  }
}
