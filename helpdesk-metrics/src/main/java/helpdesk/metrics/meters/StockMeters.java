package helpdesk.metrics.meters;

import helpdesk.job.QueueWorker;
import helpdesk.shared.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much is where, counted every ten seconds on every node: each counts the same, so monitoring
 * takes the highest, not the sum. Every count reads an index of what is unfinished, never all there
 * ever was.
 */
@Component
class StockMeters implements QueueWorker {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int MOST_LAG = 100_000;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final MultiGauge tickets;
  private final MultiGauge inbound;
  private final MultiGauge outbox;
  private final MultiGauge mailboxes;
  private final MultiGauge scores;
  private final MultiGauge lag;
  private final MultiGauge differences;

  StockMeters(JdbcClient jdbc, Clock clock, MeterRegistry registry) {
    this.jdbc = jdbc;
    this.clock = clock;
    tickets = gauge("helpdesk.tickets.open", "Tickets neither solved nor closed", registry);
    inbound = gauge("helpdesk.inbound.messages", "Messages taken in, not dealt with", registry);
    outbox = gauge("helpdesk.outbox.messages", "Messages that were not sent", registry);
    mailboxes = gauge("helpdesk.mailbox.alarms", "Mailboxes that need somebody", registry);
    scores = gauge("helpdesk.survey.responses", "Answers of the last 28 days", registry);
    lag = gauge("helpdesk.log.lag", "Events a reader of the log has not read", registry);
    differences =
        gauge("helpdesk.figures.differences", "Found by the newest check of figures", registry);
  }

  private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  @Override
  public String name() {
    return "meters";
  }

  /** Nothing wakes it before its time. */
  @Override
  public String wakeTopic() {
    return "meters";
  }

  @Override
  public Duration restAtMost() {
    return EVERY;
  }

  @Override
  public boolean runOnce() {
    tickets.register(
        rows(
            """
            SELECT channel, status, count(*) AS n FROM ticket_fact
             WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import') GROUP BY 1, 2
            """,
            "channel",
            "status"),
        true);
    inbound.register(
        rows(
            """
            SELECT state, (SELECT count(*) FROM inbound_message m WHERE m.state = s.state) AS n
              FROM (VALUES ('received'), ('quarantined')) s(state)
            """,
            "state"),
        true);
    outbox.register(
        rows(
            """
            SELECT state, (SELECT count(*) FROM outbound_message m WHERE m.state = s.state) AS n
              FROM (VALUES ('queued'), ('deferred'), ('bounced'), ('failed')) s(state)
            """,
            "state"),
        true);
    mailboxes.register(
        rows(
            """
            SELECT kind, (SELECT count(*) FROM mailbox_alarm a WHERE a.kind = k.kind AND a.cleared_at IS NULL) AS n
              FROM (VALUES ('credentials'), ('unreachable'), ('silence')) k(kind)
            """,
            "kind"),
        true);
    scores.register(
        rows(
            """
            SELECT survey, CAST(score AS text) AS score, count(*) AS n FROM survey_response
             WHERE survey IN (SELECT key FROM survey) AND NOT suspected_machine AND submitted_at >= :since
             GROUP BY 1, 2
            """,
            "survey",
            "score"),
        true);
    lag.register(
        rows(
            """
            SELECT name AS reader, (SELECT count(*) FROM (SELECT FROM ticket_event e
              WHERE (e.xact, e.id) > (r.xact, r.event_id) LIMIT :most) x) AS n FROM log_reader r
            """,
            "reader"),
        true);
    differences.register(
        rows(
            """
            SELECT w.what, coalesce((SELECT CAST(j.detail ->> w.what AS bigint) FROM job j
              WHERE j.kind = 'metrics-check' AND j.state = 'done' ORDER BY j.id DESC LIMIT 1), 0) AS n
              FROM (VALUES ('tickets'), ('days')) w(what)
            """,
            "what"),
        true);
    return false;
  }

  private List<Row<?>> rows(String sql, String... tags) {
    List<Row<?>> rows = new ArrayList<>();
    jdbc.sql(sql)
        .param("since", Sql.at(clock.instant().minus(Duration.ofDays(28))))
        .param("most", MOST_LAG)
        .query(
            row -> {
              rows.add(Row.of(tagged(row, tags), row.getLong("n")));
            });
    return rows;
  }

  private static Tags tagged(ResultSet row, String... names) throws SQLException {
    Tags tags = Tags.empty();
    for (String name : names) tags = tags.and(name, row.getString(name));
    return tags;
  }
}
