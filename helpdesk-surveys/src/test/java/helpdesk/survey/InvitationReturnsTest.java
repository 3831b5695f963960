package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.outbox.MailReport;
import helpdesk.outbox.MailReturns;
import helpdesk.outbox.ReturnReason;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Tokens;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SurveyTest
class InvitationReturnsTest {
  @Autowired Scene.Stage stage;
  @Autowired MailReturns returns;
  @Autowired SurveyDecisions journal;
  @Autowired EventLog log;
  @Autowired JdbcClient jdbc;
  Agent ada;

  @BeforeEach
  void begin() {
    stage.clock().set(Scene.NOON);
    stage.configure(Duration.ofHours(24), 0);
    ada = stage.agent("Ada");
  }

  @Test
  void anInvitationThatCameBackIsToldOnceAndTheAddressIsAskedNoMore() {
    EmailAddress kim = stage.somebody();
    TicketId ticket = asked(kim);

    report(ticket, MailReport.Kind.BOUNCED, "first");
    report(ticket, MailReport.Kind.BOUNCED, "second");

    assertThat(log.of(ticket))
        .filteredOn(e -> e.event().type().equals("survey_bounced"))
        .hasSize(1);
    TicketId next = asked(kim);
    assertThat(journal.byTicket(next).get(0).reason()).isEqualTo(NotSent.BOUNCED);
  }

  @Test
  void whoComplainsOfAnInvitationIsAskedNoMore() {
    EmailAddress kim = stage.somebody();
    report(asked(kim), MailReport.Kind.COMPLAINT, "unloved");

    assertThat(journal.byTicket(asked(kim)).get(0).reason()).isEqualTo(NotSent.OPTED_OUT);
  }

  @Test
  void aReportOfDelayChangesNothing() {
    EmailAddress kim = stage.somebody();
    report(asked(kim), MailReport.Kind.DELAYED, "slow");

    assertThat(journal.byTicket(asked(kim)).get(0).state()).isEqualTo("sent");
  }

  private TicketId asked(EmailAddress from) {
    TicketId ticket = stage.ticket(from, null);
    stage.desk().take(ticket, ada);
    stage.move(ticket, Status.RESOLVED, Actor.agent(ada));
    stage.work();
    stage.clock().advance(Duration.ofHours(24));
    stage.work();
    return ticket;
  }

  private void report(TicketId ticket, MailReport.Kind kind, String key) {
    jdbc.sql(
            """
            UPDATE outbound_message SET state = 'sent', sent_at = created_at, next_attempt_at = NULL
             WHERE ticket_id = :id AND state <> 'bounced'
            """)
        .param("id", ticket.value())
        .update();
    String messageId =
        jdbc.sql("SELECT idempotency_key FROM outbound_message WHERE ticket_id = :id")
            .param("id", ticket.value())
            .query(String.class)
            .single();
    assertThat(
            returns.note(
                new MailReport(
                    kind,
                    Tokens.hash(key + ticket),
                    List.of(messageId),
                    List.of(),
                    ReturnReason.MAILBOX_FULL,
                    null,
                    null,
                    stage.clock().instant())))
        .isPresent();
  }
}
