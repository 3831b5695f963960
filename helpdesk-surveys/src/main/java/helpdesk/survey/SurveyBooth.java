package helpdesk.survey;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a customer with a personal link answers (docs/metrics.md, C.3 and C.4). Looking records
 * nothing, ever.
 */
@Service
@Transactional
public class SurveyBooth {
  private final Invitations invitations;
  private final Responses responses;
  private final Surveys surveys;
  private final TicketDesk desk;
  private final EventLog log;
  private final JdbcClient jdbc;
  private final Clock clock;

  SurveyBooth(
      Invitations invitations,
      Responses responses,
      Surveys surveys,
      TicketDesk desk,
      EventLog log,
      JdbcClient jdbc,
      Clock clock) {
    this.invitations = invitations;
    this.responses = responses;
    this.surveys = surveys;
    this.desk = desk;
    this.log = log;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The survey behind a link, with what was answered so far.
   *
   * @throws DomainException (not found) if there is no such link, (gone) if it has expired
   */
  @Transactional(readOnly = true)
  public Questionnaire look(String token) {
    Invitation invitation = find(token, false);
    refuseExpired(invitation, clock.instant());
    return questionnaire(invitation);
  }

  /**
   * Records an answer, or changes it.
   *
   * @return false if a machine was caught in the trap: nothing is recorded, and nobody tells it
   * @throws DomainException (not found) if there is no such link, (gone) if it has expired,
   *     (invalid) if there is no score on the scale or the comment is too long; nothing is recorded
   *     then
   */
  public boolean answer(String token, AnswerForm form) {
    Invitation invitation = lock(token);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    refuseExpired(invitation, now);
    if (form.trapped()) return false;
    Survey survey = surveys.byKey(invitation.survey());
    Submission submission = form.checked(survey.kind(), now);
    Responses.Standing before = responses.of(invitation).orElse(null);
    Instant sentAt = before == null ? invitation.sentAt() : before.sentAt();
    Responses.Kept kept =
        responses.keep(
            ground(survey, invitation, sentAt),
            before == null ? null : before.id(),
            submission,
            false);
    tell(invitation, kept);
    return true;
  }

  /**
   * Stops surveys to the customer behind the link, at once; works after the link has expired, and
   * again without effect.
   *
   * @param all every survey, not only this one
   * @throws DomainException (not found) if there is no such link
   */
  public void optOut(String token, boolean all) {
    Invitation invitation = find(token, true);
    jdbc.sql(
            """
            INSERT INTO survey_opt_out (contact_id, survey, at) VALUES (:contact, :survey, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("contact", invitation.contact().value())
        .param("survey", all ? null : invitation.survey())
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /**
   * Asks the customer again from now on, about this survey and in general.
   *
   * @throws DomainException (not found) if there is no such link
   */
  public void optIn(String token) {
    Invitation invitation = find(token, true);
    jdbc.sql(
            """
            DELETE FROM survey_opt_out WHERE contact_id = :contact AND (survey IS NULL OR survey = :survey)
            """)
        .param("contact", invitation.contact().value())
        .param("survey", invitation.survey())
        .update();
  }

  /**
   * Whether the customer behind the link is asked no more.
   *
   * @throws DomainException (not found) if there is no such link
   */
  @Transactional(readOnly = true)
  public OptOut optedOut(String token) {
    Invitation invitation = find(token, false);
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE survey = :survey) > 0 AS this, count(*) FILTER (WHERE survey IS NULL) > 0 AS every
              FROM survey_opt_out WHERE contact_id = :contact
            """)
        .param("survey", invitation.survey())
        .param("contact", invitation.contact().value())
        .query(
            (row, n) ->
                new OptOut(
                    row.getBoolean("this"),
                    row.getBoolean("every"),
                    Spoken.of(invitation.language())))
        .single();
  }

  /**
   * What a customer has declined: this survey, every survey.
   *
   * @param language the customer's
   */
  public record OptOut(boolean thisSurvey, boolean everySurvey, @Nullable Locale language) {
    /** Whether they are asked no more by this survey. */
    public boolean any() {
      return thisSurvey || everySurvey;
    }
  }

  private Questionnaire questionnaire(Invitation invitation) {
    Survey survey = surveys.byKey(invitation.survey());
    Questionnaire.Given given =
        responses.of(invitation).map(Responses.Standing::id).flatMap(responses::given).orElse(null);
    TicketId ticket = invitation.ticket();
    return jdbc.sql(
            """
            SELECT c.name AS customer, t.subject, a.name AS agent
              FROM contact c
              LEFT JOIN ticket t ON t.id = CAST(:ticket AS bigint)
              LEFT JOIN agent a ON a.id = CAST(:agent AS bigint)
             WHERE c.id = :contact
            """)
        .param("contact", invitation.contact().value())
        .param("ticket", ticket == null ? null : ticket.value())
        .param("agent", invitation.agent())
        .query(
            (row, n) ->
                new Questionnaire(
                    survey,
                    true,
                    Spoken.of(invitation.language()),
                    invitation.expiresAt(),
                    row.getString("subject"),
                    row.getString("agent"),
                    row.getString("customer"),
                    given))
        .single();
  }

  private Responses.Ground ground(Survey survey, Invitation invitation, @Nullable Instant sentAt) {
    TicketId ticket = invitation.ticket();
    Credit credit = credit(invitation);
    return new Responses.Ground(
        survey,
        invitation.origin(),
        null,
        invitation.id(),
        invitation.contact().value(),
        ticket == null ? null : ticket.value(),
        credit.agent(),
        credit.team(),
        sentAt);
  }

  /** Whose answer it is, by id. */
  private record Credit(@Nullable Long agent, @Nullable Long team) {}

  /** Links in the foot come before the solve: who had the ticket then, or has it now. */
  private Credit credit(Invitation invitation) {
    TicketId ticket = invitation.ticket();
    if (ticket == null || !invitation.origin().equals("foot"))
      return new Credit(invitation.agent(), invitation.team());
    Story story = Story.of(log.of(ticket));
    Story.Resolve solve = story.last();
    return solve == null
        ? new Credit(story.agent(), story.team())
        : new Credit(solve.agent(), solve.team());
  }

  private void tell(Invitation invitation, Responses.Kept kept) {
    TicketId ticket = invitation.ticket();
    if (ticket == null) return;
    int score = kept.now().score();
    TicketEvent event = null;
    if (kept.answered())
      event = new TicketEvent.SurveyAnswered(invitation.survey(), score, kept.response());
    if (kept.edited())
      event = new TicketEvent.SurveyEdited(invitation.survey(), score, kept.response());
    if (event != null)
      desk.tell(ticket, Actor.customer(invitation.contact(), name(invitation)), event);
  }

  private @Nullable String name(Invitation invitation) {
    return jdbc.sql("SELECT coalesce(name, '') FROM contact WHERE id = :id")
        .param("id", invitation.contact().value())
        .query(String.class)
        .optional()
        .filter(name -> !name.isEmpty())
        .orElse(null);
  }

  /** The ticket first, as replies do: they renew the links in their foot while they hold it. */
  private Invitation lock(String token) {
    TicketId ticket = find(token, false).ticket();
    if (ticket != null) {
      jdbc.sql("SELECT 1 FROM ticket WHERE id = :id FOR UPDATE")
          .param("id", ticket.value())
          .query(Integer.class)
          .optional();
    }
    return find(token, true);
  }

  private Invitation find(String token, boolean lock) {
    return invitations
        .byToken(token, lock)
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such survey."));
  }

  private static void refuseExpired(Invitation invitation, Instant now) {
    Instant expires = invitation.expiresAt();
    if (expires != null && !now.isBefore(expires))
      throw new DomainException(DomainException.Kind.GONE, "This survey has closed.");
  }
}
