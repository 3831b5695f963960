package helpdesk.ticket;

import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the append-only story. */
@Service
@Transactional(readOnly = true)
public class EventLog {
  private static final String COLUMNS =
      "id, ticket_id, seq, actor_type, actor_id, actor_name, occurred_at, recorded_at, type, payload";
  private final JdbcClient jdbc;

  EventLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The whole story of a ticket, in the order it was written. */
  public List<LoggedEvent> of(TicketId ticket) {
    return of(List.of(ticket));
  }

  /** The stories of several tickets, ticket by ticket, each in the order it was written. */
  public List<LoggedEvent> of(Collection<TicketId> tickets) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM ticket_event WHERE ticket_id = ANY(:tickets) ORDER BY ticket_id, seq")
        .param("tickets", tickets.stream().map(TicketId::value).toArray(Long[]::new))
        .query(EventLog::read)
        .list();
  }

  /** So many events of a ticket behind one of its own, in the order they were written. */
  public List<LoggedEvent> of(TicketId ticket, int afterSeq, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                   FROM ticket_event WHERE ticket_id = :ticket AND seq > :seq ORDER BY seq LIMIT :limit
                """)
        .param("ticket", ticket.value())
        .param("seq", afterSeq)
        .param("limit", limit)
        .query(EventLog::read)
        .list();
  }

  /**
   * The next settled events behind a position: no transaction that could still add before them is
   * open.
   */
  List<Positioned> settledAfter(String xact, long eventId, int limit) {
    return jdbc.sql(
            "SELECT xact, "
                + COLUMNS
                + """
                   FROM ticket_event
                  WHERE (xact, id) > (CAST(:xact AS xid8), :id)
                    AND xact < pg_snapshot_xmin(pg_current_snapshot())
                  ORDER BY xact, id LIMIT :limit
                """)
        .param("xact", xact)
        .param("id", eventId)
        .param("limit", limit)
        .query((row, n) -> new Positioned(row.getString("xact"), read(row, n)))
        .list();
  }

  /** An event and the transaction that wrote it. */
  record Positioned(String xact, LoggedEvent event) {}

  private static LoggedEvent read(ResultSet row, int n) throws SQLException {
    Actor actor =
        new Actor(
            Actor.Type.of(row.getString("actor_type")),
            Sql.longOrNull(row, "actor_id"),
            row.getString("actor_name"));
    return new LoggedEvent(
        row.getLong("id"),
        new TicketId(row.getLong("ticket_id")),
        row.getInt("seq"),
        actor,
        Sql.instant(row, "occurred_at"),
        Sql.instant(row, "recorded_at"),
        EventCodec.event(row.getString("type"), row.getString("payload")));
  }
}
