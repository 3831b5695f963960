package helpdesk.survey;

import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.outbox.MailReport;
import helpdesk.outbox.ReturnListener;
import helpdesk.shared.Sql;
import helpdesk.ticket.Actor;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hears of invitations that came back: the address gets no more of them, until somebody writes from
 * it. Whoever complains of one wants no more.
 */
@Component
class InvitationReturns implements ReturnListener {
  private static final Pattern OURS = Pattern.compile("survey\\.([0-9]{1,18})\\..*");
  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final TicketDesk desk;

  InvitationReturns(JdbcClient jdbc, Contacts contacts, TicketDesk desk) {
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.desk = desk;
  }

  private record Asked(long invitation, String survey, ContactId contact, boolean bounced) {}

  @Override
  public void returned(Returned returned) {
    Optional<Asked> asked = asked(returned.messageId());
    if (asked.isEmpty()) return;
    if (returned.kind() == MailReport.Kind.COMPLAINT) optOut(asked.get(), returned.at());
    if (returned.kind() == MailReport.Kind.BOUNCED) bounced(asked.get(), returned);
  }

  private void bounced(Asked asked, Returned returned) {
    contacts.bounced(returned.addresses(), returned.at());
    if (asked.bounced) return;
    TicketId ticket = returned.ticket();
    // the ticket is locked before the invitation, as everywhere
    if (ticket != null) {
      desk.tell(
          ticket, Actor.SYSTEM, new TicketEvent.SurveyBounced(asked.survey, asked.invitation));
    }
    jdbc.sql("UPDATE survey_invitation SET bounced_at = :at WHERE id = :id")
        .param("at", Sql.at(returned.at()))
        .param("id", asked.invitation)
        .update();
  }

  private void optOut(Asked asked, Instant at) {
    jdbc.sql(
            """
            INSERT INTO survey_opt_out (contact_id, survey, at) VALUES (:contact, NULL, :at) ON CONFLICT DO NOTHING
            """)
        .param("contact", asked.contact.value())
        .param("at", Sql.at(at))
        .update();
  }

  private Optional<Asked> asked(String messageId) {
    Matcher ours = OURS.matcher(messageId);
    if (!ours.matches()) return Optional.empty();
    return jdbc.sql(
            """
            SELECT id, survey, contact_id, bounced_at FROM survey_invitation WHERE id = :id AND state = 'sent'
            """)
        .param("id", Long.parseLong(ours.group(1)))
        .query(
            (row, n) ->
                new Asked(
                    row.getLong("id"),
                    row.getString("survey"),
                    new ContactId(row.getLong("contact_id")),
                    Sql.instantOrNull(row, "bounced_at") != null))
        .optional();
  }
}
