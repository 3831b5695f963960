package helpdesk.survey;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.CopyRows;
import helpdesk.shared.Sequences;
import helpdesk.shared.Tokens;
import helpdesk.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes, in bulk, satisfaction surveys that were sent before they are written down here. Nothing
 * is sent.
 */
@Service
public class PastSurveys {
  private static final Duration EXPIRES_AFTER = Duration.ofDays(14);

  /**
   * A survey that was mailed.
   *
   * @param given the answer, null if there was none
   */
  public record Sent(
      TicketId ticket,
      ContactId contact,
      AgentId agent,
      @Nullable TeamId team,
      String language,
      Instant resolvedAt,
      Instant sentAt,
      @Nullable Given given) {}

  /**
   * An answer.
   *
   * @param score 1 to 5
   */
  public record Given(Instant at, int score, @Nullable String comment) {}

  private final DataSource dataSource;
  private final Sequences sequences;

  PastSurveys(DataSource dataSource, Sequences sequences) {
    this.dataSource = dataSource;
    this.sequences = sequences;
  }

  /** Writes them, all or none. Their links cannot be opened: nobody knows their tokens. */
  @Transactional
  public void write(List<Sent> surveys) {
    CopyRows invitations =
        new CopyRows(
            "survey_invitation (id, survey, origin, contact_id, ticket_id, resolved_at, agent_id, team_id, due_at, state, "
                + "language, token_hash, decided_at, sent_at, expires_at)");
    CopyRows responses =
        new CopyRows(
            "survey_response (id, survey, kind, source, invitation_id, score, comment, language, submitted_at, changed_at, "
                + "contact_id, ticket_id, agent_id, team_id)");
    CopyRows submissions =
        new CopyRows(
            "survey_submission (id, response_id, score, comment_given, comment, language, at)");
    int answered = (int) surveys.stream().filter(sent -> sent.given != null).count();
    Iterator<Long> ids = sequences.next("survey_invitation_id_seq", surveys.size()).iterator();
    Iterator<Long> responseIds = sequences.next("survey_response_id_seq", answered).iterator();
    Iterator<Long> submissionIds = sequences.next("survey_submission_id_seq", answered).iterator();
    for (Sent sent : surveys) {
      long id = ids.next();
      Long team = sent.team == null ? null : sent.team.value();
      invitations.add(
          id,
          "csat",
          "mail",
          sent.contact.value(),
          sent.ticket.value(),
          sent.resolvedAt,
          sent.agent.value(),
          team,
          sent.sentAt,
          "sent",
          sent.language,
          Tokens.hash(Tokens.random()),
          sent.sentAt,
          sent.sentAt,
          sent.sentAt.plus(EXPIRES_AFTER));
      if (sent.given == null) continue;
      long response = responseIds.next();
      Given given = sent.given;
      responses.add(
          response,
          "csat",
          "csat5",
          "mail",
          id,
          given.score,
          given.comment,
          sent.language,
          given.at,
          given.at,
          sent.contact.value(),
          sent.ticket.value(),
          sent.agent.value(),
          team);
      submissions.add(
          submissionIds.next(),
          response,
          given.score,
          given.comment != null,
          given.comment,
          sent.language,
          given.at);
    }
    List.of(invitations, responses, submissions).forEach(rows -> rows.send(dataSource));
  }
}
