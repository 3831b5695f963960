package helpdesk.metrics.breach;

import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.FilterSql;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.Sql;
import helpdesk.sla.SlaBroken;
import helpdesk.sla.SlaPromises;
import helpdesk.sla.SlaSettings;
import helpdesk.sla.SlaTarget;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The promises that were broken in a period: those that {@code sla_breaches} counts, one by one
 * (docs/metrics.md, B.9).
 */
@Service
@Transactional(readOnly = true)
public class Breaches {
  private final JdbcClient jdbc;
  private final EventLog log;
  private final SlaSettings policies;

  Breaches(JdbcClient jdbc, EventLog log, SlaSettings policies) {
    this.jdbc = jdbc;
    this.log = log;
    this.policies = policies;
  }

  /**
   * Which breaches are asked for.
   *
   * @param cause only those of that cause; null for all
   * @param unexplained only those without any
   */
  public record Wish(Asked asked, @Nullable Long cause, boolean unexplained) {
    /** The same, whatever their cause. */
    public Wish ofEveryCause() {
      return new Wish(asked, null, false);
    }
  }

  /** Where a page of the list ended. */
  public record Position(Instant at, long ticket, int measure, int n) {}

  /**
   * A part of the list, the latest first.
   *
   * @param next what asks for the next part, null behind the last
   */
  public record Part(List<Breach> breaches, @Nullable Position next) {}

  /**
   * How many breaches have a cause.
   *
   * @param cause its id; null for those without
   */
  public record Count(@Nullable Long cause, long n) {}

  private record Row(
      BreachKey key,
      long number,
      String subject,
      String policy,
      Position position,
      @Nullable Finding finding) {}

  /**
   * The breaches from behind a place on: a statement for them, one for the events of their tickets.
   */
  public Part list(Wish wish, @Nullable Position behind, int limit) {
    String after =
        behind == null
            ? ""
            : " AND (r.at, r.ticket_id, r.measure, r.n) < (:b_at, :b_ticket, :b_measure, :b_n)";
    String sql =
        "SELECT r.*, t.number, t.subject, f.cause_id, f.note, f.set_at, a.name AS found_by"
            + BreachSql.from(wish)
            + after
            + " ORDER BY r.at DESC, r.ticket_id DESC, r.measure DESC, r.n DESC LIMIT :limit";
    StatementSpec statement = bind(jdbc.sql(sql), wish).param("limit", limit + 1);
    if (behind != null) {
      statement
          .param("b_at", Sql.at(behind.at))
          .param("b_ticket", behind.ticket)
          .param("b_measure", behind.measure)
          .param("b_n", behind.n);
    }
    List<Row> rows = statement.query(Breaches::row).list();
    boolean more = rows.size() > limit;
    List<Row> shown = more ? rows.subList(0, limit) : rows;
    return new Part(told(shown, wish.asked), more ? shown.get(limit - 1).position : null);
  }

  /** How many there are by their cause, those without any too, the most first. */
  public List<Count> byCause(Wish wish) {
    String sql =
        "SELECT f.cause_id, count(*) AS n"
            + BreachSql.from(wish.ofEveryCause())
            + " GROUP BY f.cause_id ORDER BY n DESC, f.cause_id";
    return bind(jdbc.sql(sql), wish.ofEveryCause())
        .query((row, n) -> new Count(Sql.longOrNull(row, "cause_id"), row.getLong("n")))
        .list();
  }

  private static StatementSpec bind(StatementSpec statement, Wish wish) {
    // events carry whole seconds: the second that is running now is the last one that counts
    Instant end = wish.asked.asOf().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Window window = wish.asked.window().until(end);
    statement
        .param("from", Sql.at(window.from()))
        .param("to", Sql.at(window.to()))
        .param("as_of", Sql.at(wish.asked.asOf()));
    FilterSql.bind(statement, wish.asked.filter());
    if (wish.cause != null) statement.param("cause", wish.cause);
    return statement;
  }

  private List<Breach> told(List<Row> rows, Asked asked) {
    if (rows.isEmpty()) return List.of();
    List<TicketId> tickets = rows.stream().map(row -> row.key.ticket()).distinct().toList();
    Map<TicketId, List<LoggedEvent>> stories =
        log.of(tickets).stream().collect(Collectors.groupingBy(LoggedEvent::ticket));
    SlaPromises promises = policies.promises();
    List<Breach> breaches = new ArrayList<>();
    for (Row row : rows) {
      List<LoggedEvent> events = stories.getOrDefault(row.key.ticket(), List.of());
      if (!events.isEmpty()) breaches.add(told(row, events, promises, asked.asOf()));
    }
    return breaches;
  }

  private static Breach told(Row row, List<LoggedEvent> events, SlaPromises promises, Instant now) {
    SlaBroken broken =
        promises.broken(events, row.key.target(), row.key.startedAt(), row.position.at, now);
    return new Breach(
        row.key,
        row.number,
        row.subject,
        row.policy,
        row.position.at,
        broken.fulfilledAt(),
        broken.open(),
        broken.spent(),
        row.finding);
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    Instant found = Sql.instantOrNull(row, "set_at");
    Long cause = Sql.longOrNull(row, "cause_id");
    return new Row(
        new BreachKey(
            new TicketId(row.getLong("ticket_id")),
            SlaTarget.of(row.getString("target")),
            Sql.instant(row, "started_at")),
        row.getLong("number"),
        row.getString("subject"),
        row.getString("detail"),
        new Position(
            Sql.instant(row, "at"),
            row.getLong("ticket_id"),
            row.getInt("measure"),
            row.getInt("n")),
        found == null || cause == null
            ? null
            : new Finding(cause, row.getString("note"), row.getString("found_by"), found));
  }
}
