package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of held replies. Every change is made under the lock of the ticket, which is taken
 * first: so a row is there until its ticket is let go, and nobody waits for two in different order.
 */
@Repository
class HeldReplyRows {
  private static final String SELECT =
      "SELECT h.*, a.name AS author_name FROM held_reply h JOIN agent a ON a.id = h.author_agent";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  HeldReplyRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(
      MessageId id, TicketId ticket, AgentId author, WriteReply reply, Instant now, Instant due) {
    jdbc.sql(
            """
            INSERT INTO held_reply (id, ticket_id, author_agent, reply, dedupe_key, held_at, due_at)
            VALUES (:id, :ticket, :author, CAST(:reply AS jsonb), :key, :now, :due)
            """)
        .param("id", id.value())
        .param("ticket", ticket.value())
        .param("author", author.value())
        .param("reply", json.writeValueAsString(reply))
        .param("key", reply.dedupeKey())
        .param("now", Sql.at(now))
        .param("due", Sql.at(due))
        .update();
    if (reply.files().isEmpty()) return;
    byte[][] files =
        reply.files().stream()
            .map(file -> HexFormat.of().parseHex(file.file().sha256()))
            .toArray(byte[][]::new);
    jdbc.sql("INSERT INTO held_reply_file (held_id, sha256) SELECT DISTINCT :id, unnest(:files)")
        .param("id", id.value())
        .param("files", files)
        .update();
  }

  Optional<HeldReply> find(MessageId id) {
    return jdbc.sql(SELECT + " WHERE h.id = :id")
        .param("id", id.value())
        .query(this::read)
        .optional();
  }

  /** What is held in the ticket, oldest first; what was refused only for its author. */
  List<HeldReply> of(TicketId ticket, AgentId reader) {
    return jdbc.sql(
            SELECT
                + """
                   WHERE h.ticket_id = :ticket AND (h.refusal IS NULL OR h.author_agent = :reader) ORDER BY h.id
                  """)
        .param("ticket", ticket.value())
        .param("reader", reader.value())
        .query(this::read)
        .list();
  }

  boolean exists(byte[] dedupeKey) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM held_reply WHERE dedupe_key = :key)")
        .param("key", dedupeKey)
        .query(Boolean.class)
        .single();
  }

  /** Whether a colleague of the author has a reply on its way that is newer than that message. */
  boolean answeredAfter(TicketId ticket, MessageId seen, AgentId author) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM held_reply WHERE ticket_id = :ticket AND id > :seen
                              AND author_agent <> :author AND refusal IS NULL)
            """)
        .param("ticket", ticket.value())
        .param("seen", seen.value())
        .param("author", author.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Locks the ticket whose held reply has been due longest. A ticket that somebody else works on is
   * passed over: it is asked for again, and others need not wait for it.
   */
  Optional<TicketId> lockDue(Instant now) {
    return jdbc.sql(
            """
            SELECT t.id
              FROM ticket t
              JOIN (SELECT ticket_id, min(due_at) AS due_at FROM held_reply
                     WHERE refusal IS NULL AND due_at <= :now GROUP BY ticket_id) h ON h.ticket_id = t.id
             ORDER BY h.due_at, t.id LIMIT 1 FOR UPDATE OF t SKIP LOCKED
            """)
        .param("now", Sql.at(now))
        .query((row, n) -> new TicketId(row.getLong("id")))
        .optional();
  }

  /** The oldest reply of a locked ticket that is due: replies leave in the order they were sent. */
  Optional<MessageId> due(TicketId ticket, Instant now) {
    return jdbc.sql(
            """
            SELECT id FROM held_reply WHERE ticket_id = :ticket AND refusal IS NULL AND due_at <= :now
             ORDER BY id LIMIT 1
            """)
        .param("ticket", ticket.value())
        .param("now", Sql.at(now))
        .query((row, n) -> new MessageId(row.getLong("id")))
        .optional();
  }

  /** When the next one is due, if one waits. */
  Optional<Instant> nextDue() {
    return jdbc.sql(
            "SELECT due_at FROM held_reply WHERE refusal IS NULL ORDER BY due_at, id LIMIT 1")
        .query((row, n) -> Sql.instant(row, "due_at"))
        .optional();
  }

  void delete(MessageId id) {
    jdbc.sql("DELETE FROM held_reply WHERE id = :id").param("id", id.value()).update();
  }

  void refuse(MessageId id, String why) {
    jdbc.sql("UPDATE held_reply SET refusal = :why WHERE id = :id")
        .param("id", id.value())
        .param("why", why)
        .update();
  }

  void postpone(MessageId id, Instant now, Duration by) {
    jdbc.sql("UPDATE held_reply SET due_at = :due WHERE id = :id AND refusal IS NULL")
        .param("id", id.value())
        .param("due", Sql.at(now.plus(by)))
        .update();
  }

  private HeldReply read(ResultSet row, int n) throws SQLException {
    return new HeldReply(
        new MessageId(row.getLong("id")),
        new TicketId(row.getLong("ticket_id")),
        new AgentId(row.getLong("author_agent")),
        row.getString("author_name"),
        json.readValue(row.getString("reply"), WriteReply.class),
        Sql.instant(row, "held_at"),
        Sql.instant(row, "due_at"),
        row.getString("refusal"));
  }
}
