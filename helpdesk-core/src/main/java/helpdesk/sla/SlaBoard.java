package helpdesk.sla;

import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
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
   * What is due next on each of these tickets: one statement. A ticket without a running promise is
   * not in it.
   */
  public Map<TicketId, Next> next(Collection<TicketId> tickets) {
    Map<TicketId, Next> next = new HashMap<>();
    if (tickets.isEmpty()) return next;
    jdbc.sql(
            """
            SELECT DISTINCT ON (ticket_id) ticket_id, target, state, due_at, warn_at FROM sla_clock
             WHERE open AND ticket_id = ANY(:ids) ORDER BY ticket_id, due_at NULLS LAST, target
            """)
        .param("ids", tickets.stream().map(TicketId::value).toArray(Long[]::new))
        .query(
            row -> {
              next.put(
                  new TicketId(row.getLong("ticket_id")),
                  new Next(
                      SlaTarget.of(row.getString("target")),
                      SlaClock.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                      Sql.instantOrNull(row, "due_at"),
                      Sql.instantOrNull(row, "warn_at")));
            });
    return next;
  }
}
