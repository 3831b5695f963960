package helpdesk.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Teams;
import helpdesk.history.HistoryImports;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.QueueWorker;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaClocks;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import helpdesktest.GoldenCases;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every worked timeline, imported as the history of another desk, gives the figures it is worth.
 */
@DatabaseTest
class ImportedTimelinesGoldenTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  @Autowired HistoryImports imports;
  @Autowired Jobs jobs;
  @Autowired List<QueueWorker> workers;
  @Autowired EventLog log;
  @Autowired Teams teams;
  @Autowired JdbcClient jdbc;
  private final String source = "golden-" + UUID.randomUUID();

  @TestFactory
  Stream<DynamicTest> timelines() {
    GoldenCases cases = GoldenCases.read("ticket-timelines.json");
    GoldenCalendars calendars = new GoldenCalendars(cases);
    return cases.tests(
        test -> {
          List<LoggedEvent> events = imported(test);
          ObjectNode expected = test.get("expected").deepCopy().asObject();
          JsonNode promises = expected.remove("sla");
          JsonNode facts =
              told(
                  FactsInWords.of(
                      Timeline.of(
                          events,
                          calendars.named(test.get("calendar")),
                          GoldenCases.instant(test.get("as_of")),
                          settings(test))));
          assertThat(facts).isEqualTo(expected);

          List<SlaClock> clocks =
              SlaClocks.of(
                  events,
                  GoldenPolicies.of(test.path("sla").path("policies"), calendars, teams()),
                  calendars.named(test.get("calendar")),
                  GoldenCases.instant(test.get("as_of")));
          List<Map<String, @Nullable Object>> kept =
              clocks.stream().map(GoldenPolicies::told).toList();
          // what counts nowhere has no clocks, and the case does not speak of them
          assertThat(told(kept)).isEqualTo(promises == null ? JSON.createArrayNode() : promises);
        });
  }

  private List<LoggedEvent> imported(JsonNode test) {
    ObjectNode line = test.deepCopy().asObject();
    String id = test.get("id").asString();
    line.put("external_id", id);
    byte[] file = line.toString().getBytes(StandardCharsets.UTF_8);
    Job job = jobs.find(run(imports.start(source, () -> new ByteArrayInputStream(file))));
    assertThat(job.detail()).containsEntry("imported", 1).containsEntry("refused", List.of());
    return log.of(
        jdbc.sql(
                "SELECT ticket_id FROM imported_ticket WHERE source = :source AND external_id = :id")
            .param("source", source)
            .param("id", id)
            .query((row, n) -> new TicketId(row.getLong(1)))
            .single());
  }

  private long run(long job) {
    QueueWorker worker =
        workers.stream().filter(w -> w.name().equals("long-job")).findFirst().orElseThrow();
    for (int n = 0; worker.runOnce(); n++) assertThat(n).isLessThan(100);
    return job;
  }

  private Map<String, Long> teams() {
    Map<String, Long> ids = new HashMap<>();
    teams.all().forEach(team -> ids.put(team.name(), team.id().value()));
    return ids;
  }

  private static JsonNode told(Object facts) {
    return JSON.readTree(JSON.writeValueAsString(facts));
  }

  private static Settings settings(JsonNode test) {
    JsonNode config = test.path("config");
    return new Settings(
        Duration.ofSeconds(config.path("fcr_window_seconds").asLong(604_800)),
        Duration.ofSeconds(config.path("work_cap_seconds").asLong(1_800)),
        Settings.DEFAULT.queueLimits());
  }
}
