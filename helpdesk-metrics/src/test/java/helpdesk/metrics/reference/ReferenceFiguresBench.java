package helpdesk.metrics.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import helpdesk.history.HistoryImports;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.QueueWorker;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.PeakHours;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.formula.Sample;
import helpdesk.metrics.timeline.Settings;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.Timeline;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports the logs of two real desks as their history and compares our figures with those that
 * somebody else has computed of the same logs. Writes the file that {@code
 * -Dhelpdesk.reference-report=…} names; run it by {@code bench/reference-figures.sh}.
 */
@DatabaseTest
class ReferenceFiguresBench {
  private static final LocalDate FROM = LocalDate.of(2010, 1, 1);
  private static final LocalDate TO = LocalDate.of(2018, 1, 1);
  private static final double HOUR = 3_600;
  @Autowired HistoryImports imports;
  @Autowired Jobs jobs;
  @Autowired List<QueueWorker> workers;
  @Autowired Figures figures;
  @Autowired EventLog log;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  @Test
  void compare() throws Exception {
    String target = System.getProperty("helpdesk.reference-report", "");
    String shared = System.getenv("HELPDESK_SHARED");
    Path data = Path.of(shared == null ? "../../shared" : shared, "data");
    assumeThat(target).as("the report to write").isNotEmpty();
    assumeThat(data.resolve("reference.json")).as("the reference").exists();
    JsonNode reference =
        JsonMapper.shared().readTree(Files.readString(data.resolve("reference.json")));

    Comparison italian =
        italian(
            reference.at("/helpdesk_italian/helpdesk_full_csv"),
            OtherDesk.italian(data.resolve("helpdesk-italian/helpdesk_full.csv")));
    Comparison serviceNow =
        serviceNow(
            reference.at("/servicenow/sample_dev"),
            OtherDesk.serviceNow(data.resolve("servicenow-incidents/sample_dev.csv")));

    Files.writeString(Path.of(target), report(italian, serviceNow));
    assertThat(italian.unexplained()).isEmpty();
    assertThat(serviceNow.unexplained()).isEmpty();
  }

  private Comparison italian(JsonNode theirs, String file) {
    List<TicketId> tickets = bring("italian", file, theirs.get("cases").asInt());
    Asked all = asked(null);
    Comparison figures = new Comparison();
    volume(figures, all, theirs, "case_starts_by_hour", "case_starts_by_weekday");
    List<TicketFacts> facts = facts(tickets);
    durations(
        figures,
        "queue time, first (taken in charge)",
        theirs.get("time_to_first_take_in_charge_hours"),
        Sample.of(hours(facts, f -> f.queueFirst() == null ? null : f.queueFirst().calendar())),
        "");
    durations(
        figures,
        "first resolution time",
        theirs.get("time_to_first_resolve_hours"),
        this.figures.of(Metric.FIRST_RESOLUTION_TIME, all),
        "");
    figures.count(
        "reopened",
        theirs.get("cases_reopened_after_first_resolve"),
        this.figures.of(Metric.REOPEN_RATE, all).hits(),
        "");
    durations(
        figures,
        "first to last line of the log (throughput)",
        theirs.get("throughput_hours"),
        throughput(tickets),
        "");
    return figures;
  }

  private Comparison serviceNow(JsonNode theirs, String file) {
    List<TicketId> tickets = bring("servicenow", file, theirs.get("cases").asInt());
    Comparison figures = new Comparison();
    Asked all = asked(null);
    volume(figures, all, theirs, "opened_by_hour", "opened_by_weekday");
    String closes =
        "A ticket that is closed without having been resolved is resolved then (docs/metrics.md, B.8);"
            + " they leave out what has no `resolved_at`. The others agree, see below.";
    durations(
        figures,
        "full resolution time",
        theirs.get("resolution_hours_opened_to_resolved"),
        this.figures.of(Metric.FULL_RESOLUTION_TIME, all),
        closes);
    durations(
        figures,
        "full resolution time, those with `resolved_at`",
        theirs.get("resolution_hours_opened_to_resolved"),
        this.figures.of(Metric.FULL_RESOLUTION_TIME, asked("with-resolve")),
        "");
    figures.count(
        "reopened",
        theirs.get("cases_reopened"),
        this.figures.of(Metric.REOPEN_RATE, all).hits(),
        "");
    long created = this.figures.of(Metric.TICKETS_CREATED, all).n();
    long met = this.figures.of(Metric.TICKETS_CREATED, asked("sla-met")).n();
    figures.count("within their SLA", theirs.at("/within_sla/cases_true"), met, "");
    figures.number(
        "within their SLA, share",
        theirs.at("/within_sla/pct_within"),
        100.0 * met / created,
        " %",
        "");
    durations(
        figures,
        "opening to close",
        theirs.get("closure_hours_opened_to_closed"),
        closed(tickets),
        "");
    return figures;
  }

  private void volume(
      Comparison figures, Asked all, JsonNode theirs, String byHour, String byWeekday) {
    figures.count(
        "tickets created",
        theirs.get("cases"),
        this.figures.of(Metric.TICKETS_CREATED, all).n(),
        "");
    Map<String, Long> weeks = weeks(all);
    JsonNode perWeek = theirs.at("/volume_by_week/per_week");
    long different =
        weeks.entrySet().stream()
            .filter(week -> perWeek.path(week.getKey()).asLong(0) != week.getValue())
            .count();
    figures.count(
        "weeks with tickets", theirs.at("/volume_by_week/weeks_with_cases"), weeks.size(), "");
    figures.word("weeks whose number differs", "0", Long.toString(different), "");
    String busiest =
        weeks.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    figures.word(
        "busiest week", theirs.at("/volume_by_week/busiest_week/0").asString(), busiest, "");
    PeakHours peaks = this.figures.peaks(Metric.TICKETS_CREATED, all, ZoneOffset.UTC);
    long[] hours = new long[24];
    long[] days = new long[7];
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        hours[hour] += peaks.count(day, hour);
        days[day.ordinal()] += peaks.count(day, hour);
      }
    }
    long most = Arrays.stream(hours).max().orElseThrow();
    int hour = 0;
    while (hours[hour] != most) hour++;
    figures.count("busiest hour", theirs.at("/" + byHour + "/busiest"), hour, "");
    figures.count("tickets in it", theirs.at("/" + byHour + "/count"), most, "");
    figures.word(
        "tickets from Monday to Sunday",
        theirs
            .get(byWeekday)
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", ")),
        Arrays.stream(days).mapToObj(Long::toString).collect(Collectors.joining(", ")),
        "");
  }

  private Map<String, Long> weeks(Asked all) {
    Map<String, Long> weeks = new TreeMap<>();
    List<LocalDate> mondays =
        Bucket.WEEK.beginnings(
            LocalDate.ofInstant(all.window().from(), ZoneOffset.UTC),
            LocalDate.ofInstant(all.window().to(), ZoneOffset.UTC));
    for (Figures.Group week :
        figures.series(Metric.TICKETS_CREATED, all, mondays, ZoneOffset.UTC)) {
      LocalDate monday = LocalDate.parse(String.valueOf(week.key()));
      String name =
          String.format(
              Locale.ROOT,
              "%d-W%02d",
              monday.get(IsoFields.WEEK_BASED_YEAR),
              monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      if (week.figure().n() > 0) weeks.merge(name, week.figure().n(), Long::sum);
    }
    return weeks;
  }

  private static void durations(
      Comparison figures, String name, JsonNode theirs, Figure ours, String reason) {
    durations(
        figures,
        name,
        theirs,
        ours.n(),
        ours.mean(),
        ours.median(),
        ours.p90(),
        ours.max(),
        HOUR,
        reason);
  }

  private static void durations(
      Comparison figures, String name, JsonNode theirs, Sample ours, String reason) {
    durations(
        figures,
        name,
        theirs,
        ours.n(),
        ours.mean(),
        ours.median(),
        ours.percentile(0.9),
        ours.max(),
        1,
        reason);
  }

  private static void durations(
      Comparison figures,
      String name,
      JsonNode theirs,
      long n,
      @Nullable Double mean,
      @Nullable Double median,
      @Nullable Double p90,
      @Nullable Double max,
      double by,
      String reason) {
    figures.count(name + ": tickets", theirs.get("n"), n, reason);
    figures.number(name + ": mean", theirs.get("mean"), in(mean, by), " h", reason);
    figures.number(name + ": median", theirs.get("median"), in(median, by), " h", reason);
    figures.number(name + ": 90th percentile", theirs.get("p90"), in(p90, by), " h", reason);
    figures.number(name + ": longest", theirs.get("max"), in(max, by), " h", reason);
  }

  private static @Nullable Double in(@Nullable Double value, double by) {
    return value == null ? null : value / by;
  }

  /** Imports the file twice, the second time in vain, and lets the facts follow. */
  private List<TicketId> bring(String source, String file, int cases) {
    // the figures are of one desk at a time
    jdbc.sql("DELETE FROM ticket_fact").update();
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    assertThat(imported(source, bytes).detail())
        .containsEntry("imported", cases)
        .containsEntry("refused", List.of());
    assertThat(imported(source, bytes).detail()).containsEntry("unchanged", cases);
    work("log-follower");
    return jdbc.sql("SELECT ticket_id FROM imported_ticket WHERE source = :source")
        .param("source", source)
        .query((row, n) -> new TicketId(row.getLong(1)))
        .list();
  }

  private Job imported(String source, byte[] file) {
    long id = imports.start(source, () -> new ByteArrayInputStream(file));
    work("long-job");
    return jobs.find(id);
  }

  private void work(String name) {
    QueueWorker worker =
        workers.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    while (worker.runOnce()) {}
  }

  private Asked asked(@Nullable String tag) {
    Window window = Window.ofDates(FROM, TO, ZoneOffset.UTC);
    return Asked.all(window, clock.instant())
        .of(Filter.NONE.ofAnyTag(tag == null ? List.of() : List.of(tag)));
  }

  private List<TicketFacts> facts(List<TicketId> tickets) {
    Instant now = clock.instant();
    return tickets.stream()
        .map(id -> Timeline.of(log.of(id), null, now, Settings.DEFAULT))
        .toList();
  }

  private static List<@Nullable Double> hours(
      List<TicketFacts> facts, Function<TicketFacts, @Nullable Long> seconds) {
    List<@Nullable Double> hours = new ArrayList<>();
    for (TicketFacts each : facts) {
      Long value = seconds.apply(each);
      hours.add(value == null ? null : value / HOUR);
    }
    return hours;
  }

  private Sample throughput(List<TicketId> tickets) {
    return Sample.of(tickets.stream().map(id -> between(log.of(id))).toList());
  }

  private Sample closed(List<TicketId> tickets) {
    return Sample.of(tickets.stream().map(id -> between(openedAndClosed(log.of(id)))).toList());
  }

  private static List<LoggedEvent> openedAndClosed(List<LoggedEvent> events) {
    return events.stream()
        .filter(
            e ->
                e.event() instanceof TicketEvent.TicketCreated
                    || e.event() instanceof TicketEvent.StatusChanged change
                        && change.to().equals("closed"))
        .toList();
  }

  /** From the first to the last, in hours. */
  private static double between(List<LoggedEvent> events) {
    List<Instant> sorted = events.stream().map(LoggedEvent::occurredAt).sorted().toList();
    Instant first = sorted.get(0);
    Instant last = sorted.get(sorted.size() - 1);
    return Duration.between(first, last).toSeconds() / HOUR;
  }

  private static String report(Comparison italian, Comparison serviceNow) {
    return """
    # Our figures beside those of others
    Written by `bench/reference-figures.sh`, which imports the logs of two real desks through `POST /api/v1/import/history`'s
    own code, asks the product for its figures, and sets them beside figures that an independent script has computed of
    the same logs. The logs are other people's data and no part of this repository. Times have no zone there and are read
    as UTC; durations are by the calendar clock. Ours are in whole seconds, theirs were rounded to four places of an hour,
    which is the tolerance.

    ## An Italian help desk, 2010 to 2014
    Polato, *Dataset belonging to the help desk log of an Italian Company* (4TU, doi:10.4121/uuid:0c60edf1-6f83-4e75-9367-4c63b3e9d5bb).
    *Take in charge* is an assignment, *Wait* is pending, *Resolve ticket* and *Closed* are statuses. Whatever else happens
    to a resolved ticket reopens it, as in their definition.

    """
        + italian.table()
        + """

    ## A service desk, 2016 to 2017
    Amaral, Fantinato, Peres, *Incident management process enriched event log* (UCI 498, CC BY 4.0,
    doi:10.24432/C57S4H), every fifth incident. *Active* is open, *Awaiting User Info* is pending, the other waits are on hold. The resolve that stood is at `resolved_at`, the close at `closed_at`, any
    other change when its row was saved. Whether their agreement was kept is a tag.

    """
        + serviceNow.table();
  }
}
