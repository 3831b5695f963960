package helpdesk.survey;

import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers "why was this sent, or not": every decision is kept with its reason. Links in the foot of
 * answers are none.
 */
@Service
@Transactional(readOnly = true)
public class SurveyDecisions {
  private static final String SELECT =
      """
      SELECT i.id, i.survey, i.origin, i.state, i.reason, i.detail, t.number, t.subject, c.name, i.due_at, i.decided_at,
             i.expires_at, EXISTS (SELECT 1 FROM survey_response r WHERE r.invitation_id = i.id) AS answered
        FROM survey_invitation i
        JOIN contact c ON c.id = i.contact_id
        LEFT JOIN ticket t ON t.id = i.ticket_id
      """;
  private final JdbcClient jdbc;

  SurveyDecisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest ones, planned ones included. */
  public List<SurveyDecision> recent(int limit) {
    return jdbc.sql(SELECT + " WHERE i.origin <> 'foot' ORDER BY i.id DESC LIMIT :limit")
        .param("limit", limit)
        .query(SurveyDecisions::read)
        .list();
  }

  /** Those about a ticket, newest first. */
  public List<SurveyDecision> byTicket(TicketId ticket) {
    return jdbc.sql(
            SELECT
                + " WHERE i.ticket_id = :ticket AND i.origin <> 'foot' ORDER BY i.id DESC LIMIT 20")
        .param("ticket", ticket.value())
        .query(SurveyDecisions::read)
        .list();
  }

  private static SurveyDecision read(ResultSet row, int n) throws SQLException {
    String reason = row.getString("reason");
    Long number = Sql.longOrNull(row, "number");
    return new SurveyDecision(
        row.getLong("id"),
        row.getString("survey"),
        row.getString("origin"),
        row.getString("state"),
        reason == null ? null : NotSent.of(reason),
        row.getString("detail"),
        number == null ? null : new TicketNumber(number),
        row.getString("subject"),
        row.getString("name"),
        Sql.instantOrNull(row, "due_at"),
        Sql.instantOrNull(row, "decided_at"),
        Sql.instantOrNull(row, "expires_at"),
        row.getBoolean("answered"));
  }
}
