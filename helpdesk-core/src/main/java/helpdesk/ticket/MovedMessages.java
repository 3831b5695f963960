package helpdesk.ticket;

import helpdesk.shared.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves what was said from one ticket into another, and back. Every message remembers the ticket it
 * was said in. Message-IDs stay where they are: threading follows a merged ticket to the one that
 * goes on.
 */
@Component
class MovedMessages {
  /** How a ticket stood before it took another in. */
  record Before(Status status, @Nullable Instant waitingSince, int seq) {}

  private static final String TAKE =
      "UPDATE message SET own_ticket = coalesce(own_ticket, ticket_id), ticket_id = :target WHERE"
          + " ticket_id = :source";

  /** With a ticket goes back what it had itself taken in. */
  private static final String GIVE_BACK =
      """
      WITH RECURSIVE family AS (
        SELECT CAST(:source AS bigint) AS id
        UNION SELECT t.id FROM family f JOIN ticket t ON t.merged_into = f.id)
      UPDATE message SET own_ticket = nullif(own_ticket, :source), ticket_id = :source
       WHERE ticket_id = :target AND own_ticket IN (SELECT id FROM family)
      """;

  private static final String LET_IN =
      """
      INSERT INTO ticket_participant (ticket_id, address, by_merge)
      SELECT :target, address, :source FROM ticket_participant WHERE ticket_id = :source ON CONFLICT DO NOTHING
      """;
  private static final String LET_OUT =
      "DELETE FROM ticket_participant WHERE ticket_id = :target AND by_merge = :source";

  /** What waits to be sent, or comes back, belongs to the ticket in which its message is. */
  private static final String MAIL =
      """
      UPDATE outbound_message o SET ticket_id = m.ticket_id FROM message m
       WHERE o.message_id = m.id AND m.ticket_id IN (:source, :target) AND o.ticket_id IN (:source, :target)
         AND o.ticket_id <> m.ticket_id
      """;

  /** A reply that can still be taken back leaves from the ticket that goes on. */
  private static final String HELD =
      "UPDATE held_reply SET ticket_id = :target WHERE ticket_id = :source";

  private final JdbcClient jdbc;

  MovedMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Everything of the one ticket into the other, its people included. */
  void take(Ticket target, Ticket source) {
    run(TAKE, target, source);
    run(LET_IN, target, source);
    run(MAIL, target, source);
    run(HELD, target, source);
    count(target);
    count(source);
  }

  /** What came from that ticket back to it. */
  void giveBack(Ticket target, Ticket source) {
    run(GIVE_BACK, target, source);
    run(LET_OUT, target, source);
    run(MAIL, target, source);
    count(target);
    count(source);
  }

  void remember(Ticket target, Ticket source, Before before, Instant now) {
    jdbc.sql(
            """
            INSERT INTO ticket_merge (source_id, target_id, merged_at, status, waiting_since, seq)
            VALUES (:source, :target, :now, :status, :waiting, :seq)
            """)
        .param("source", source.id.value())
        .param("target", target.id.value())
        .param("now", Sql.at(now))
        .param("status", before.status.key())
        .param("waiting", Sql.atOrNull(before.waitingSince))
        .param("seq", before.seq)
        .update();
  }

  /** How the ticket that took this one in stood before, if that was written down. */
  Optional<Before> forget(Ticket source) {
    return jdbc.sql("DELETE FROM ticket_merge WHERE source_id = :source RETURNING *")
        .param("source", source.id.value())
        .query(
            (row, n) ->
                new Before(
                    Status.of(row.getString("status")),
                    Sql.instantOrNull(row, "waiting_since"),
                    row.getInt("seq")))
        .optional();
  }

  /** Counts anew, and shows in lists what was said last. */
  private void count(Ticket ticket) {
    jdbc.sql(
            """
            SELECT count(*) AS n, (SELECT visible_text FROM message WHERE ticket_id = :ticket AND kind IN ('customer', 'agent')
                                    ORDER BY at DESC, id DESC LIMIT 1) AS newest
              FROM message WHERE ticket_id = :ticket
            """)
        .param("ticket", ticket.id.value())
        .query(
            row -> {
              ticket.messageCount = row.getInt("n");
              String newest = row.getString("newest");
              if (newest != null) ticket.preview = Excerpt.of(newest);
            });
  }

  private void run(String sql, Ticket target, Ticket source) {
    jdbc.sql(sql).param("target", target.id.value()).param("source", source.id.value()).update();
  }
}
