package helpdesk.sla;

import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is due next on many tickets, for lists. It is kept by a reader of the log and may be a
 * moment behind what was just done; {@link SlaSettings#clocks} tells exactly how one ticket stands.
 */
@Service
@Transactional(readOnly = true)
public class SlaBoard {
  private final JdbcClient jdbc;

  SlaBoard(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The clock of a ticket that comes first: of those that a customer waits for, the one that is due
   * earliest; one that rests only if there is no other.
   *
   * @param state {@code ACTIVE}; {@code BREACHED} if it is too late already; {@code PAUSED}
   * @param due when it is or was too late; null if it rests, or its hours never come
   * @param warn from when on it is soon; null with {@code due}
   */
  public record Next(
      SlaTarget target, SlaClock.State state, @Nullable Instant due, @Nullable Instant warn) {
    /** How it stands then, which the stored state may not say yet: a clock runs between events. */
    public boolean overdueAt(Instant now) {
      return due != null && due.isBefore(now);
    }
  }

  /**
   * How a ticket stands in a list.
   *
   * @param next what is promised to its customer and comes first; null if nothing is
   * @param untaken when it will have, or had, lain without anybody for longer than its limit; null
   *     if somebody has it or nothing limits it. Once it had, this stays, whoever has it now
   */
  public record Line(@Nullable Next next, @Nullable Instant untaken) {
    /** Nothing is to be said. */
    public static final Line NONE = new Line(null, null);
  }

  /** How each of these tickets stands: one statement. One that nobody knows yet is not in it. */
  public Map<TicketId, Line> lines(Collection<TicketId> tickets) {
    Map<TicketId, Line> lines = new HashMap<>();
    if (tickets.isEmpty()) return lines;
    jdbc.sql(
            """
            SELECT DISTINCT ON (t.ticket_id) t.ticket_id, c.target, c.state, c.due_at, c.warn_at,
                   coalesce(t.queue_exceeded_at, t.queue_due_at) AS untaken
              FROM sla_ticket t LEFT JOIN sla_clock c ON c.ticket_id = t.ticket_id AND c.open
             WHERE t.ticket_id = ANY(:ids) ORDER BY t.ticket_id, c.due_at NULLS LAST, c.target
            """)
        .param("ids", tickets.stream().map(TicketId::value).toArray(Long[]::new))
        .query(
            row -> {
              lines.put(
                  new TicketId(row.getLong("ticket_id")),
                  new Line(next(row), Sql.instantOrNull(row, "untaken")));
            });
    return lines;
  }

  private static @Nullable Next next(ResultSet row) throws SQLException {
    String target = row.getString("target");
    if (target == null) return null;
    return new Next(
        SlaTarget.of(target),
        SlaClock.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Sql.instantOrNull(row, "due_at"),
        Sql.instantOrNull(row, "warn_at"));
  }
}
