package helpdesk.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import helpdesk.HelpdeskApplication;
import helpdesk.agent.ApiTokens;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.sample.Samples;
import helpdesk.survey.Wilson;
import helpdesk.web.api.ApiCalls;
import helpdesk.workspace.Workspaces;
import helpdesktest.TestDatabase;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every figure of the catalogue, over the invented shop, is what the rows give that are listed
 * behind it: whatever the filter, by both clocks, and for programs, too.
 */
@SpringBootTest(
    classes = HelpdeskApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "helpdesk.setup-required=false",
      "helpdesk.sample.tickets=400",
      "helpdesk.api.rate-limit=10000"
    })
@AutoConfigureMockMvc
@Import(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresAgainstRowsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PAGE = 97;
  @Autowired Samples samples;
  @Autowired Jobs jobs;
  @Autowired Workspaces workspaces;
  @Autowired Questions questions;
  @Autowired Figures figures;
  @Autowired ApiTokens tokens;
  @Autowired MockMvcTester mvc;
  @Autowired JdbcClient jdbc;
  private final List<String> filters = new ArrayList<>();
  private ApiCalls api;
  private ZoneId zone;
  private Instant now;

  @BeforeAll
  void aDeskInUse() {
    if (workspaces.find().isEmpty())
      workspaces.create("Harbour Lane", ZoneId.of("Europe/Stockholm"), Locale.ENGLISH);
    zone = workspaces.current().zone();
    long job = samples.load();
    await().atMost(Duration.ofMinutes(3)).until(() -> jobs.find(job), Job::finished);
    await()
        .until(
            () ->
                jdbc.sql(
                        "SELECT count(*) FROM ticket t WHERE NOT EXISTS (SELECT FROM ticket_fact f"
                            + " WHERE f.ticket_id = t.id)")
                    .query(Long.class)
                    .single(),
            n -> n == 0);
    now = Instant.now();
    filters.addAll(
        List.of(
            "",
            "channel=email",
            "priority=high",
            "team=" + busiest("team_id"),
            "agent=" + busiest("agent_id"),
            "channel=email&agent=" + busiest("agent_id"),
            "tag=" + usual(),
            "no_tags=" + usual() + "&origin=inbound"));
    api = ApiCalls.with(mvc, tokens, Set.of("metrics:read"));
  }

  private String busiest(String column) {
    return jdbc.sql(
            "SELECT "
                + column
                + " FROM contribution WHERE measure = 12 AND "
                + column
                + " IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
        .query(Long.class)
        .single()
        .toString();
  }

  private String usual() {
    return jdbc.sql(
            "SELECT g.name FROM ticket_tag t JOIN tag g ON g.id = t.tag_id GROUP BY 1 ORDER BY"
                + " count(*) DESC, 1 LIMIT 1")
        .query(String.class)
        .single()
        .replace(" ", "%20");
  }

  /** What rows give. */
  private record Again(@Nullable Double value, long n, long hits) {}

  /**
   * One row.
   *
   * @param hit null where it can neither hit nor miss
   */
  private record Row(@Nullable Double value, @Nullable Boolean hit) {}

  @ParameterizedTest
  @EnumSource(Metric.class)
  void aFigureIsWhatItsRowsGiveWhateverIsAsked(Metric metric) {
    for (String filter : filters) {
      for (String clock : List.of("calendar", "business")) {
        for (String period : List.of("period=90", "period=last_week")) {
          String asked = period + "&clock=" + clock + (filter.isEmpty() ? "" : "&" + filter);
          Question question =
              questions.read(Address.parse(asked), NamedPeriod.FOUR_WEEKS, zone, now);
          Figure figure = figures.of(metric, question.asked());
          Again again = again(metric, rows(metric, question));
          String what = metric.id() + "?" + asked;
          assertThat(figure.n()).as(what).isEqualTo(again.n);
          same(figure.value(), again.value, what);
          if (metric.kind() != Metric.Kind.RATE) continue;
          assertThat(figure.hits()).as(what).isEqualTo(again.hits);
          Wilson wilson = Wilson.of(again.hits, again.n);
          same(
              figure.interval() == null ? null : figure.interval().low(),
              wilson == null ? null : wilson.low(),
              what);
          same(
              figure.interval() == null ? null : figure.interval().high(),
              wilson == null ? null : wilson.high(),
              what);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void theSameIsToldToPrograms(Metric metric) throws UnsupportedEncodingException {
    // what is still to become certain would change from one request to the next
    LocalDate today = now.atZone(zone).toLocalDate();
    String period = "from=" + today.minusDays(90) + "&to=" + today.minusDays(10);
    for (String filter : List.of("", filters.get(1), filters.get(6))) {
      String asked = period + (filter.isEmpty() ? "" : "&" + filter);
      JsonNode figure = json("/api/v1/metrics/" + metric.id() + "?" + asked);
      Again again = again(metric, told(metric, asked));
      String what = metric.id() + "?" + asked;
      assertThat(figure.path("n").asLong()).as(what).isEqualTo(again.n);
      JsonNode value = figure.path("value");
      same(value.isNull() ? null : value.asDouble(), again.value, what);
    }
  }

  @Test
  void thereIsSomethingToCount() {
    Question question = questions.read(Address.EMPTY, NamedPeriod.QUARTER, zone, now);
    for (Metric metric :
        List.of(
            Metric.TICKETS_CREATED, Metric.FIRST_RESPONSE_TIME, Metric.CSAT, Metric.WHY_COVERAGE))
      assertThat(figures.of(metric, question.asked()).n()).as(metric.id()).isGreaterThan(30);
    for (String filter : filters) {
      Question filtered =
          questions.read(Address.parse("period=90&" + filter), NamedPeriod.QUARTER, zone, now);
      assertThat(figures.of(Metric.TICKETS_CREATED, filtered.asked()).n()).as(filter).isPositive();
    }
  }

  private List<Row> rows(Metric metric, Question question) {
    List<Row> rows = new ArrayList<>();
    Figures.@Nullable Position behind = null;
    while (true) {
      List<Figures.Row> page = figures.rows(metric, question.asked(), behind, PAGE);
      for (Figures.Row row : page) rows.add(new Row(row.value(), row.hit()));
      if (page.size() < PAGE) return rows;
      Figures.Row last = page.get(PAGE - 1);
      behind = new Figures.Position(last.at(), last.id());
    }
  }

  private List<Row> told(Metric metric, String asked) throws UnsupportedEncodingException {
    List<Row> rows = new ArrayList<>();
    String from = "/api/v1/metrics/" + metric.id() + "/tickets?limit=100&" + asked;
    JsonNode page = json(from);
    while (true) {
      for (JsonNode item : page.path("items")) {
        JsonNode value = item.path("value");
        JsonNode hit = item.path("hit");
        rows.add(
            new Row(
                value.isNull() ? null : value.asDouble(), hit.isNull() ? null : hit.asBoolean()));
      }
      JsonNode next = page.path("next_cursor");
      if (next.isNull() || next.isMissingNode()) return rows;
      page = json(from + "&cursor=" + next.asString());
    }
  }

  private JsonNode json(String path) throws UnsupportedEncodingException {
    var answer = api.get(path);
    assertThat(answer.getResponse().getStatus()).as(path).isEqualTo(200);
    return JSON.readTree(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
  }

  private static Again again(Metric metric, List<Row> rows) {
    List<Double> values = rows.stream().map(Row::value).filter(Objects::nonNull).sorted().toList();
    long judged = rows.stream().filter(r -> r.hit != null).count();
    long hits = rows.stream().filter(r -> Boolean.TRUE.equals(r.hit)).count();
    return switch (metric.kind()) {
      case COUNT, STOCK, STOCK_NOW -> new Again((double) rows.size(), rows.size(), 0);
      case DURATION -> new Again(median(values), values.size(), 0);
      case MEAN ->
          new Again(
              values.isEmpty() ? null : values.stream().mapToDouble(d -> d).sum() / values.size(),
              values.size(),
              0);
      case RATE -> new Again(judged == 0 ? null : 100.0 * hits / judged, judged, hits);
      case MIX -> new Again(rows.isEmpty() ? null : 100.0, rows.size(), 0);
    };
  }

  private static @Nullable Double median(List<Double> sorted) {
    if (sorted.isEmpty()) return null;
    double rank = 0.5 * (sorted.size() - 1);
    double below = sorted.get((int) Math.floor(rank));
    double above = sorted.get((int) Math.ceil(rank));
    return below + (rank - Math.floor(rank)) * (above - below);
  }

  private static void same(@Nullable Double told, @Nullable Double again, String what) {
    if (again == null) assertThat(told).as(what).isNull();
    else assertThat(told).as(what).isNotNull().isCloseTo(again, within(1e-6));
  }
}
