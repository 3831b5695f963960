package helpdesk.ticket;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the story, in the transaction of the change that it tells of. */
@Component
class TicketLog {
  /** The live topic that wakes the followers. */
  static final String TOPIC = "log";

  private static final String INSERT =
      """
      INSERT INTO ticket_event (id, ticket_id, seq, type, actor_type, actor_id, actor_name, occurred_at, recorded_at, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb))
      """;
  private final JdbcTemplate jdbc;
  private final Sequences sequences;
  private final LiveUpdates live;
  private final Clock clock;

  TicketLog(JdbcTemplate jdbc, Sequences sequences, LiveUpdates live, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.live = live;
    this.clock = clock;
  }

  /**
   * Appends what happened, in order.
   *
   * @param firstSeq the ticket's counter for the first of them, taken under its row lock
   */
  void append(TicketId ticket, int firstSeq, List<Ticket.Happened> happened) {
    if (happened.isEmpty()) return;
    List<Long> ids = sequences.next("ticket_event_id_seq", happened.size());
    Instant now = clock.instant();
    List<Object[]> rows = new java.util.ArrayList<>(happened.size());
    for (int i = 0; i < happened.size(); i++) {
      Ticket.Happened what = happened.get(i);
      rows.add(
          new Object[] {
            ids.get(i),
            ticket.value(),
            firstSeq + i,
            what.event().type(),
            what.actor().type().key(),
            what.actor().id(),
            what.actor().name(),
            Sql.at(what.at().truncatedTo(ChronoUnit.SECONDS)),
            Sql.at(now),
            EventCodec.payload(what.event())
          });
    }
    jdbc.batchUpdate(INSERT, rows);
    live.publish(TOPIC, "ticket-" + ticket, "inbox");
  }

  /** Lets open pages of a ticket look again. */
  void tell(TicketId ticket) {
    live.publish("ticket-" + ticket);
  }
}
