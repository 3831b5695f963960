package helpdesk.survey;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what customers answered. Suspected machines are included and say so. */
@Service
@Transactional(readOnly = true)
public class SurveyAnswers {
  /**
   * A low rating counts as followed up by a reply within this many days (docs/metrics.md, B.17).
   */
  public static final int FOLLOW_UP_DAYS = 14;

  private static final String SELECT =
      """
      SELECT r.id, r.survey, r.kind, r.source, r.score, r.low, r.comment, r.reasons, r.contact_me, r.language,
             r.submitted_at, r.edited_at, r.changed_at, r.suspected_machine, r.ticket_id, t.number, t.subject,
             r.contact_id, coalesce(c.name, (SELECT a.address FROM contact_address a WHERE a.contact_id = c.id
                                              ORDER BY a.position, a.address LIMIT 1)) AS contact_name,
             r.agent_id, g.name AS agent_name, r.team_id, f.followed_up_at
        FROM survey_response r
        LEFT JOIN ticket t ON t.id = r.ticket_id
        LEFT JOIN contact c ON c.id = r.contact_id
        LEFT JOIN agent g ON g.id = r.agent_id
        LEFT JOIN LATERAL (
          SELECT min(e.occurred_at) AS followed_up_at FROM ticket_event e
           WHERE r.low AND e.ticket_id = r.ticket_id AND e.type IN ('agent_reply', 'call_answered')
             AND e.actor_type = 'agent' AND e.occurred_at > r.submitted_at
             AND e.occurred_at <= r.submitted_at + interval '14 days') f ON true
      """;

  private final JdbcClient jdbc;

  SurveyAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The answers about a ticket, newest first. */
  public List<SurveyAnswer> byTicket(TicketId ticket) {
    return jdbc.sql(SELECT + " WHERE r.ticket_id = :ticket ORDER BY r.submitted_at DESC, r.id DESC")
        .param("ticket", ticket.value())
        .query(SurveyAnswers::read)
        .list();
  }

  /** The last answers of a customer, newest first, at most 50. */
  public List<SurveyAnswer> byContact(ContactId contact) {
    return jdbc.sql(
            SELECT
                + " WHERE r.contact_id = :contact ORDER BY r.submitted_at DESC, r.id DESC LIMIT 50")
        .param("contact", contact.value())
        .query(SurveyAnswers::read)
        .list();
  }

  /** Low ratings that nobody has answered yet, newest first; suspected machines left out. */
  public List<SurveyAnswer> lowUnfollowed(int limit) {
    return jdbc.sql(
            SELECT
                + """
                   WHERE r.low AND NOT r.suspected_machine AND r.ticket_id IS NOT NULL AND f.followed_up_at IS NULL
                   ORDER BY r.submitted_at DESC, r.id DESC LIMIT :limit
                """)
        .param("limit", limit)
        .query(SurveyAnswers::read)
        .list();
  }

  /** Low ratings since an instant, newest first; suspected machines left out. */
  public List<SurveyAnswer> low(Instant since, int limit) {
    return jdbc.sql(
            SELECT
                + """
                   WHERE r.low AND NOT r.suspected_machine AND r.submitted_at >= :since
                   ORDER BY r.submitted_at DESC, r.id DESC LIMIT :limit
                """)
        .param("since", Sql.at(since))
        .param("limit", limit)
        .query(SurveyAnswers::read)
        .list();
  }

  /** Answers since an instant, low ones first, then newest first; suspected machines last. */
  public List<SurveyAnswer> recent(Instant since, int limit) {
    return jdbc.sql(
            SELECT
                + """
                   WHERE r.id IN (SELECT id FROM survey_response WHERE submitted_at >= :since
                                   ORDER BY suspected_machine, low DESC, submitted_at DESC, id DESC LIMIT :limit)
                   ORDER BY r.suspected_machine, r.low DESC, r.submitted_at DESC, r.id DESC
                """)
        .param("since", Sql.at(since))
        .param("limit", limit)
        .query(SurveyAnswers::read)
        .list();
  }

  /**
   * Answers in the order of their last change, for programs that follow them.
   *
   * @param since only what changed then or later
   * @param after the last one already seen, null at the beginning
   */
  public List<SurveyAnswer> changedSince(
      @Nullable Instant since, @Nullable Position after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                   WHERE (CAST(:since AS timestamptz) IS NULL OR r.changed_at >= :since)
                     AND (CAST(:at AS timestamptz) IS NULL OR (r.changed_at, r.id) > (:at, :id))
                   ORDER BY r.changed_at, r.id LIMIT :limit
                """)
        .param("since", Sql.atOrNull(since))
        .param("at", after == null ? null : Sql.at(after.at()))
        .param("id", after == null ? 0L : after.id())
        .param("limit", limit)
        .query(SurveyAnswers::read)
        .list();
  }

  /** A place in the order of changes. */
  public record Position(Instant at, long id) {}

  private static SurveyAnswer read(ResultSet row, int n) throws SQLException {
    return new SurveyAnswer(
        row.getLong("id"),
        row.getString("survey"),
        SurveyKind.of(row.getString("kind")),
        row.getString("source"),
        row.getInt("score"),
        row.getBoolean("low"),
        row.getString("comment"),
        List.of((String[]) row.getArray("reasons").getArray()),
        row.getBoolean("contact_me"),
        row.getString("language"),
        Sql.instant(row, "submitted_at"),
        Sql.instantOrNull(row, "edited_at"),
        Sql.instant(row, "changed_at"),
        row.getBoolean("suspected_machine"),
        named(row, "ticket_id", TicketId::new),
        named(row, "number", TicketNumber::new),
        row.getString("subject"),
        named(row, "contact_id", ContactId::new),
        row.getString("contact_name"),
        named(row, "agent_id", AgentId::new),
        row.getString("agent_name"),
        named(row, "team_id", TeamId::new),
        Sql.instantOrNull(row, "followed_up_at"));
  }

  private static <T> @Nullable T named(ResultSet row, String column, LongFunction<T> type)
      throws SQLException {
    Long value = Sql.longOrNull(row, column);
    return value == null ? null : type.apply(value);
  }
}
