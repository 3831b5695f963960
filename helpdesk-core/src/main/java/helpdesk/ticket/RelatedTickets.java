package helpdesk.ticket;

import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads which other tickets a ticket has to do with, in one statement. */
@Service
@Transactional(readOnly = true)
public class RelatedTickets {
  /** How long ago a ticket may have moved and still be thought of as the same matter. */
  static final Duration LATELY = Duration.ofDays(14);

  private static final String SELECT =
      """
      WITH me AS (SELECT id, requester_id, ticket_subject_key(subject) AS about FROM ticket WHERE id = :id),
      found AS (
        (SELECT 'possible_reply' AS relation, t.id FROM ticket t
          WHERE t.suggested_ticket = :id AND t.merged_into IS NULL AND NOT t.spam AND NOT t.trashed ORDER BY t.id LIMIT 20)
        UNION ALL
        (SELECT 'absorbed', t.id FROM ticket t WHERE t.merged_into = :id ORDER BY t.id LIMIT 200)
        UNION ALL
        (SELECT 'follow_up', t.id FROM ticket t WHERE t.follow_up_of = :id AND NOT t.trashed ORDER BY t.id LIMIT 20)
        UNION ALL
        (SELECT 'similar', t.id FROM me, ticket t
          WHERE ticket_subject_key(t.subject) = me.about AND me.about <> '' AND t.updated_at > :since AND t.id <> me.id
            AND NOT t.spam AND NOT t.trashed AND t.merged_into IS NULL AND t.status <> 'closed'
            AND (t.requester_id = me.requester_id
              OR EXISTS (SELECT 1 FROM contact_address k JOIN ticket_participant p ON p.address = k.address
                          WHERE k.contact_id = me.requester_id AND p.ticket_id = t.id)
              OR EXISTS (SELECT 1 FROM contact_address k JOIN ticket_participant p ON p.address = k.address
                          WHERE k.contact_id = t.requester_id AND p.ticket_id = me.id))
          ORDER BY t.updated_at DESC LIMIT 3))
      SELECT f.relation, t.id, t.number, t.subject, t.status, t.message_count, t.created_at,
             coalesce(c.name, (SELECT k.address FROM contact_address k WHERE k.contact_id = c.id
                                ORDER BY k.position, k.address LIMIT 1), '–') AS requester
        FROM found f JOIN ticket t ON t.id = f.id JOIN contact c ON c.id = t.requester_id
       ORDER BY f.relation, t.id
      """;

  /** What another ticket is to this one. */
  public enum Relation {
    /** It was merged into this one. */
    ABSORBED,
    /** It goes on from this one, which is closed. */
    FOLLOW_UP,
    /** Its message may be an answer to this one. */
    POSSIBLE_REPLY,
    /** It is about the same, by the same people, lately. */
    SIMILAR
  }

  /**
   * Another ticket.
   *
   * @param requester name, else address
   */
  public record Related(
      Relation relation,
      TicketId id,
      TicketNumber number,
      String subject,
      Status status,
      int messages,
      String requester,
      Instant createdAt) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  RelatedTickets(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The tickets that one has to do with, by relation, the oldest first. */
  public List<Related> of(TicketId ticket) {
    return jdbc.sql(SELECT)
        .param("id", ticket.value())
        .param("since", Sql.at(clock.instant().minus(LATELY)))
        .query(RelatedTickets::read)
        .list();
  }

  private static Related read(ResultSet row, int n) throws SQLException {
    return new Related(
        Relation.valueOf(row.getString("relation").toUpperCase(Locale.ROOT)),
        new TicketId(row.getLong("id")),
        new TicketNumber(row.getLong("number")),
        row.getString("subject"),
        Status.of(row.getString("status")),
        row.getInt("message_count"),
        row.getString("requester"),
        Sql.instant(row, "created_at"));
  }
}
