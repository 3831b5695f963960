package helpdesk.survey;

import helpdesk.outbox.Outbox;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Sql;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesk.workspace.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides, when it is due, whether a customer is asked, and asks: the decision, the mail in the
 * outbox and the line in the log are one transaction.
 */
@Component
class InvitationDecisions {
  private final Invitations invitations;
  private final Surveys surveys;
  private final InvitationMail mail;
  private final Outbox outbox;
  private final TicketDesk desk;
  private final EventLog log;
  private final Workspaces workspaces;
  private final JdbcClient jdbc;
  private final Clock clock;

  InvitationDecisions(
      Invitations invitations,
      Surveys surveys,
      InvitationMail mail,
      Outbox outbox,
      TicketDesk desk,
      EventLog log,
      Workspaces workspaces,
      JdbcClient jdbc,
      Clock clock) {
    this.invitations = invitations;
    this.surveys = surveys;
    this.mail = mail;
    this.outbox = outbox;
    this.desk = desk;
    this.log = log;
    this.workspaces = workspaces;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Takes the next decision that is due.
   *
   * @return false if none is
   */
  @Transactional
  boolean decideNext() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<Invitation> due = invitations.claimDue(now);
    due.ifPresent(invitation -> decide(invitation, now));
    return due.isPresent();
  }

  private void decide(Invitation invitation, Instant now) {
    Survey survey = surveys.byKey(invitation.survey());
    TicketId ticket =
        Objects.requireNonNull(invitation.ticket(), "a planned decision has a ticket");
    Subject subject = lock(ticket, invitation);
    NotSent.Situation situation =
        new NotSent.Situation(
            survey.active(),
            subject.exclusion() != null,
            reopened(ticket, invitation),
            subject.alreadySent(),
            subject.alreadyRated(),
            subject.optedOut(),
            !subject.addresses().isEmpty(),
            subject.reachable() != null,
            since(subject.lastSuch(), now),
            survey.quiet(),
            since(subject.lastAny(), now),
            surveys.quietAfterAny());
    NotSent.reason(situation)
        .ifPresentOrElse(
            reason ->
                invitations.skip(
                    invitation,
                    reason,
                    reason == NotSent.EXCLUDED ? subject.exclusion() : null,
                    now),
            () -> send(invitation, survey, subject, ticket, now));
  }

  private void send(
      Invitation invitation, Survey survey, Subject subject, TicketId ticket, Instant now) {
    Locale language =
        Spoken.first(subject.contactLanguage(), subject.ticketLanguage(), workspaces.current());
    Instant expires = now.plus(survey.expiry());
    String token = invitations.send(invitation, language.getLanguage(), now, expires);
    EmailAddress address = Objects.requireNonNull(subject.reachable());
    outbox.enqueue(
        mail.compose(
            new InvitationMail.Occasion(
                invitation.id(),
                survey,
                ticket,
                subject.channel(),
                new Party(subject.contactName(), address),
                subject.subject(),
                subject.agentName(),
                language,
                token,
                expires)));
    desk.tell(ticket, Actor.SYSTEM, new TicketEvent.SurveySent(survey.key(), invitation.id()));
  }

  private boolean reopened(TicketId ticket, Invitation invitation) {
    Long event = invitation.resolveEvent();
    Story.Resolve resolve = event == null ? null : Story.of(log.of(ticket)).resolve(event);
    return resolve == null || resolve.reopened();
  }

  private static @Nullable Duration since(@Nullable Instant last, Instant now) {
    return last == null ? null : Duration.between(last, now);
  }

  /** Everything about ticket and customer that the decision rests on. */
  private record Subject(
      String subject,
      @Nullable Long channel,
      @Nullable String exclusion,
      @Nullable String ticketLanguage,
      @Nullable String contactLanguage,
      @Nullable String contactName,
      @Nullable String agentName,
      boolean alreadySent,
      boolean alreadyRated,
      boolean optedOut,
      List<String> addresses,
      @Nullable EmailAddress reachable,
      @Nullable Instant lastSuch,
      @Nullable Instant lastAny) {}

  /** Ticket first, then customer, as the desk does: decisions about one person never overlap. */
  private Subject lock(TicketId ticket, Invitation invitation) {
    jdbc.sql("SELECT 1 FROM ticket WHERE id = :id FOR UPDATE")
        .param("id", ticket.value())
        .query(Integer.class)
        .single();
    jdbc.sql("SELECT 1 FROM contact WHERE id = :id FOR NO KEY UPDATE")
        .param("id", invitation.contact().value())
        .query(Integer.class)
        .single();
    return jdbc.sql(
            """
            SELECT t.subject, (SELECT k.id FROM channel k WHERE k.id = t.channel_id AND k.kind = 'email') AS channel,
                   CASE WHEN t.origin IN ('import', 'outbound') THEN t.origin
                        WHEN t.merged_into IS NOT NULL THEN 'merged' WHEN t.trashed THEN 'trashed'
                        WHEN t.spam THEN 'spam' WHEN t.bulk THEN 'bulk' END AS exclusion,
                   t.language AS ticket_language, c.language AS contact_language, c.name AS contact_name,
                   (SELECT a.name FROM agent a WHERE a.id = :agent) AS agent_name,
                   EXISTS (SELECT 1 FROM survey_invitation i WHERE i.ticket_id = t.id AND i.state = 'sent'
                                                              AND i.origin = 'mail') AS already_sent,
                   EXISTS (SELECT 1 FROM survey_response r WHERE r.ticket_id = t.id AND r.contact_id = c.id
                             AND r.source = 'foot' AND NOT r.suspected_machine) AS already_rated,
                   EXISTS (SELECT 1 FROM survey_opt_out o WHERE o.contact_id = c.id
                             AND (o.survey IS NULL OR o.survey = :survey)) AS opted_out,
                   ARRAY(SELECT a.address FROM contact_address a WHERE a.contact_id = c.id
                          ORDER BY a.bounced_at IS NOT NULL, a.position, a.address) AS addresses,
                   (SELECT a.address FROM contact_address a WHERE a.contact_id = c.id AND a.bounced_at IS NULL
                     ORDER BY a.position, a.address LIMIT 1) AS reachable,
                   (SELECT max(i.sent_at) FROM survey_invitation i JOIN survey s ON s.key = i.survey
                     WHERE i.contact_id = c.id AND i.state = 'sent' AND i.origin = 'mail'
                       AND s.moment = (SELECT moment FROM survey WHERE key = :survey)) AS last_such,
                   (SELECT max(i.sent_at) FROM survey_invitation i
                     WHERE i.contact_id = c.id AND i.state = 'sent' AND i.origin = 'mail') AS last_any
              FROM ticket t, contact c WHERE t.id = :ticket AND c.id = :contact
            """)
        .param("ticket", ticket.value())
        .param("contact", invitation.contact().value())
        .param("agent", invitation.agent())
        .param("survey", invitation.survey())
        .query(InvitationDecisions::read)
        .single();
  }

  private static Subject read(ResultSet row, int n) throws SQLException {
    return new Subject(
        row.getString("subject"),
        Sql.longOrNull(row, "channel"),
        row.getString("exclusion"),
        row.getString("ticket_language"),
        row.getString("contact_language"),
        row.getString("contact_name"),
        row.getString("agent_name"),
        row.getBoolean("already_sent"),
        row.getBoolean("already_rated"),
        row.getBoolean("opted_out"),
        Arrays.asList((String[]) row.getArray("addresses").getArray()),
        EmailAddress.parse(row.getString("reachable")),
        Sql.instantOrNull(row, "last_such"),
        Sql.instantOrNull(row, "last_any"));
  }
}
