package helpdesk.channel.email.sending;

import static helpdesk.channel.email.sending.MailDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.job.QueueWorker;
import helpdesk.outbox.Carrier;
import helpdesk.outbox.DeliveryState;
import helpdesk.outbox.OutboundView;
import helpdesk.outbox.Outbox;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.ticket.WriteReply;
import helpdesktest.ScriptedSmtp;
import helpdesktest.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mail that came back, through the real outbox, the real intake and raw reports. */
@MailTest
class ReturnedMailTest {
  private static final String NOBODY = "550 5.1.1 <kim@customer.example>: no such user here";
  @Autowired MailDesk mail;
  @Autowired Outbox outbox;
  @Autowired Carrier carrier;
  @Autowired TicketReader reader;
  @Autowired EventLog log;
  @Autowired Intake intake;
  @Autowired ObjectProvider<QueueWorker> workers;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  ScriptedSmtp server;

  @BeforeEach
  void start() {
    mail.startAfresh();
    server = new ScriptedSmtp();
    mail.serverAt(server.port());
  }

  @AfterEach
  void stop() {
    carrier.rest();
    server.close();
  }

  @Test
  void aBounceTurnsTheMailAndBringsTheWaitingTicketBack() {
    TicketId ticket = answered("Nobody home");

    InboundView report = arrive(bounce("5.1.1", NOBODY));

    TicketView view = view(ticket);
    TicketView.Delivery delivery = answer(view).delivery();
    assertThat(delivery.state()).isEqualTo("bounced");
    assertThat(delivery.reason()).isEqualTo("no_such_address");
    assertThat(delivery.detail()).isEqualTo(NOBODY);
    assertThat(delivery.returnedFor()).containsExactly("kim@customer.example");
    assertThat(view.status()).isEqualTo(Status.OPEN);
    assertThat(view.messages().get(2).kind()).isEqualTo(MessageKind.AUTOMATIC);
    assertThat(view.messages().get(2).reason()).isEqualTo("bounce");
    assertThat(report.ticket()).isEqualTo(view.number().value());
    assertThat(events(ticket))
        .endsWith("field_changed", "status_changed", "customer_auto_message")
        .filteredOn("agent_reply"::equals)
        .hasSize(1);
  }

  @Test
  void aSolutionThatTheCustomerNeverGotIsNone() {
    TicketId ticket = solved("Solved for nobody");

    arrive(bounce("5.1.1", NOBODY));

    assertThat(view(ticket).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aSolvedTicketStaysSoWhereALaterAnswerArrived() {
    TicketId ticket = solved("Solved in spite of it");
    mail.reply(ticket, new WriteReply("Once more.", null, null, List.of(), null, null, null));
    mail.sendAll();

    arrive(bounce("5.1.1", NOBODY));

    TicketView view = view(ticket);
    assertThat(answer(view).delivery().state()).isEqualTo("bounced");
    assertThat(view.status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void theSameReportTwiceCountsOnceAndNotAgainAfterAnotherTry() {
    TicketId ticket = answered("Twice told");
    String report = bounce("5.2.2", "552 5.2.2 Mailbox full");
    arrive(report);
    outbox.sendAgain(answer(view(ticket)).delivery().outboundId());
    mail.sendAll();

    assertThat(arrive(report).state()).isEqualTo(InboundView.State.DUPLICATE);

    assertThat(answer(view(ticket)).delivery().state()).isEqualTo("sent");
    assertThat(server.taken()).hasSize(2);
  }

  @Test
  void aReportOfDelayIsShownAndChangesNothing() {
    TicketId ticket = answered("Slow road");

    arrive(report("delayed", "4.4.1", "connection timed out"));

    TicketView view = view(ticket);
    assertThat(answer(view).delivery().state()).isEqualTo("sent");
    assertThat(view.status()).isEqualTo(Status.PENDING);
    assertThat(view.messages().get(2).reason()).isEqualTo("delayed");
  }

  @Test
  void aReportThatReturnsNothingIsMatchedByTheAddressItNames() {
    TicketId ticket = answered("Nothing returned");

    arrive(
        """
        From: MAILER-DAEMON@old.example
        To: help@desk.example
        Return-Path: <>
        Subject: failure notice
        Message-ID: <old-1@old.example>

        Hi. This is the qmail-send program at old.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <kim@customer.example>:
        Sorry, no mailbox here by that name. (#5.1.1)
        """);

    assertThat(answer(view(ticket)).delivery().state()).isEqualTo("bounced");
    assertThat(answer(view(ticket)).delivery().reason()).isEqualTo("no_such_address");
    assertThat(view(ticket).messages()).hasSize(3);
  }

  @Test
  void anOldMailIsNotFoundByItsAddressAlone() {
    TicketId ticket = answered("Long ago");
    clock.advance(Duration.ofDays(8));

    arrive(
        report("failed", "5.1.1", NOBODY)
            .replaceAll("(?s)Content-Type: message/rfc822.*--=b--", "--=b--"));

    assertThat(answer(view(ticket)).delivery().state()).isEqualTo("sent");
  }

  @Test
  void onlyTheCopyThatCameBackIsSentAgainAndToAnotherAddressIfTold() {
    TicketId ticket = mail.asks("Two people");
    EmailAddress jo = new EmailAddress("jo@customer.example");
    mail.reply(
        ticket,
        new WriteReply(
            "Hello both",
            null,
            Recipients.to(List.of(KIM)).copiedTo(List.of(jo)),
            List.of(),
            null,
            null,
            null));
    mail.sendAll();
    arrive(Letters.report("failed", "5.1.1", NOBODY, "jo@customer.example", server.taken().get(0)));
    long id = answer(view(ticket)).delivery().outboundId();
    assertThat(answer(view(ticket)).delivery().returnedFor())
        .containsExactly("jo@customer.example");

    outbox.sendAgain(id);
    mail.sendAll();
    assertThat(outbox.find(id).to()).containsExactly("jo@customer.example");

    arrive(Letters.report("failed", "5.1.1", NOBODY, "jo@customer.example", server.taken().get(1)));
    outbox.sendTo(id, new EmailAddress("jo@new.example"));
    mail.sendAll();
    OutboundView sent = outbox.find(id);
    assertThat(sent.to()).containsExactly("jo@new.example");
    assertThat(sent.state()).isEqualTo(DeliveryState.SENT);
    assertThat(server.taken()).hasSize(3);
  }

  @Test
  void anAddressThatDoesNotExistIsRememberedUntilSomebodyWritesFromIt() {
    TicketId ticket = answered("Remembered");
    arrive(bounce("5.1.1", NOBODY));
    assertThat(bouncedAt()).isNotNull();

    arrive("From: kim@customer.example\nTo: help@desk.example\nSubject: I am here\n\nHello");

    assertThat(bouncedAt()).isNull();
    assertThat(view(ticket).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aComplaintIsKeptAndChangesNothing() {
    TicketId ticket = answered("Unloved");

    arrive(
        """
        From: fbl@provider.example
        To: help@desk.example
        Subject: FW: complaint
        Message-ID: <fbl-1@provider.example>
        Content-Type: multipart/report; report-type=feedback-report; boundary="=c"

        --=c
        Content-Type: text/plain

        This is an email abuse report.
        --=c
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Feedback/1.0
        Version: 1
        --=c
        Content-Type: message/rfc822

        %s
        --=c--
        """
            .formatted(server.taken().get(0)));

    TicketView view = view(ticket);
    assertThat(view.messages().get(2).reason()).isEqualTo("complaint");
    assertThat(answer(view).delivery().state()).isEqualTo("sent");
    assertThat(view.status()).isEqualTo(Status.PENDING);
  }

  @Test
  void aReportAboutMailThatWeDidNotSendOpensNoTicket() {
    InboundView view =
        arrive(
            Letters.report(
                "failed", "5.1.1", NOBODY, "who@else.example", "Message-ID: <x@y.example>\n\nHi"));

    assertThat(view.state()).isEqualTo(InboundView.State.IGNORED);
  }

  private TicketId solved(String subject) {
    TicketId ticket = mail.asks(KIM, subject, "Please help.", java.util.Locale.ENGLISH);
    mail.reply(
        ticket, new WriteReply("That is all.", null, null, List.of(), Status.RESOLVED, null, null));
    mail.sendAll();
    clock.advance(Duration.ofMinutes(1));
    assertThat(view(ticket).status()).isEqualTo(Status.RESOLVED);
    return ticket;
  }

  private TicketId answered(String subject) {
    TicketId ticket = mail.asks(KIM, subject, "Please help.", java.util.Locale.ENGLISH);
    mail.reply(
        ticket, new WriteReply("Here you are.", null, null, List.of(), Status.PENDING, null, null));
    mail.sendAll();
    clock.advance(Duration.ofMinutes(1));
    assertThat(view(ticket).status()).isEqualTo(Status.PENDING);
    return ticket;
  }

  private String bounce(String status, String said) {
    return report("failed", status, said);
  }

  private String report(String action, String status, String said) {
    return Letters.report(action, status, said, "kim@customer.example", server.taken().get(0));
  }

  private InboundView arrive(String raw) {
    return new Letters(intake, workers).arrive(mail.mailbox(), clock.instant(), raw);
  }

  private static TicketView.Message answer(TicketView view) {
    return view.messages().stream()
        .filter(m -> m.kind() == MessageKind.AGENT)
        .findFirst()
        .orElseThrow();
  }

  private List<String> events(TicketId ticket) {
    return log.of(ticket).stream().map(e -> e.event().type()).toList();
  }

  private Object bouncedAt() {
    return jdbc.sql("SELECT bounced_at FROM contact_address WHERE address = 'kim@customer.example'")
        .query((row, n) -> java.util.Optional.ofNullable(row.getTimestamp(1)))
        .single()
        .orElse(null);
  }

  private TicketView view(TicketId ticket) {
    long number =
        jdbc.sql("SELECT number FROM ticket WHERE id = :id")
            .param("id", ticket.value())
            .query(Long.class)
            .single();
    return reader.byNumber(new TicketNumber(number));
  }
}
