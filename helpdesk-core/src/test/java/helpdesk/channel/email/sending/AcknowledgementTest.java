package helpdesk.channel.email.sending;

import static helpdesk.channel.email.sending.MailDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.channel.Channels;
import helpdesk.channel.email.ReplyAddress;
import helpdesk.intake.InboundView;
import helpdesk.intake.Intake;
import helpdesk.job.QueueWorker;
import helpdesk.outbox.Carrier;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesktest.ScriptedSmtp;
import helpdesktest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a customer hears at once, and who hears nothing. The desk's zone is UTC here. */
@MailTest
class AcknowledgementTest {
  private static final String ENGLISH = "Hello, my parcel has not arrived. Can you please help me?";
  @Autowired MailDesk mail;
  @Autowired Channels channels;
  @Autowired Carrier carrier;
  @Autowired TicketReader reader;
  @Autowired EventLog log;
  @Autowired ReplyAddress replyAddress;
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
    acknowledge(true);
    jdbc.sql("DELETE FROM automatic_answer").update();
  }

  @AfterEach
  void stop() {
    acknowledge(false);
    carrier.rest();
    server.close();
  }

  @Test
  void aNewTicketIsAcknowledgedOnceWithNumberPromiseAndAWayToAPerson() {
    TicketView ticket = asks("Where is it?", "", ENGLISH);

    mail.sendAll();

    assertThat(server.taken()).hasSize(1);
    String sent = server.taken().get(0);
    assertThat(Letters.header(sent, "To")).contains("kim@customer.example");
    assertThat(Letters.header(sent, "Subject"))
        .isEqualTo("Re: Where is it? [#" + ticket.number() + "]");
    assertThat(Letters.header(sent, "Auto-Submitted")).isEqualTo("auto-replied");
    assertThat(Letters.header(sent, "X-Auto-Response-Suppress")).isEqualTo("All");
    assertThat(Letters.header(sent, "In-Reply-To"))
        .isEqualTo("<" + ticket.messages().get(0).rfcMessageId() + ">");
    assertThat(Letters.header(sent, "Reply-To"))
        .contains(replyAddress.sign(ticket.id(), MailDesk.HELP).value());
    String text = ticket.messages().get(1).text();
    assertThat(text)
        .contains("Hello Kim,")
        .contains("#" + ticket.number())
        .contains("One of us will answer you today by 15:00 (UTC).")
        .contains("just reply to this mail")
        .doesNotContain("parcel");
  }

  @Test
  void itIsShownAsAutomaticAndLeavesTheCustomerWaiting() {
    TicketView ticket = asks("Still waiting", "", ENGLISH);

    assertThat(ticket.messages().get(1).kind()).isEqualTo(MessageKind.AUTOMATIC);
    assertThat(ticket.messages().get(1).reason()).isEqualTo("acknowledgement");
    assertThat(ticket.messages().get(1).delivery()).isNotNull();
    assertThat(ticket.status()).isEqualTo(Status.NEW);
    assertThat(ticket.waitingSince()).isEqualTo(MailDesk.NINE);
    assertThat(log.of(ticket.id()))
        .extracting(e -> e.event().type())
        .containsExactly("ticket_created", "customer_message", "auto_reply");
  }

  @Test
  void outsideTheHoursItSaysWhenWeAreBackAndPromisesFromThere() {
    clock.set(Instant.parse("2026-03-06T17:00:00Z"));
    assertThat(asks("Friday at five", "", ENGLISH).messages().get(1).text())
        .contains("One of us will answer you by Monday 9 March, 14:00 (UTC).")
        .doesNotContain("closed");

    clock.set(Instant.parse("2026-03-07T10:00:00Z"));
    assertThat(asks("Saturday", "", ENGLISH).messages().get(1).text())
        .contains(
            "We are closed right now and will be back on Monday 9 March at 09:00. One of us will"
                + " answer you by Monday 9 March, 15:00 (UTC).");
  }

  @Test
  void itSpeaksTheCustomersLanguage() {
    String swedish = "Hej, jag har inte fått mitt paket och vill veta när det kommer";
    assertThat(asks("Paket", "", swedish).messages().get(1).text())
        .contains("Hej Kim,", "Någon av oss svarar dig i dag senast kl. 15:00");
    String spanish = "Hola, no he recibido mi pedido y quiero saber cuando llega, gracias";
    assertThat(asks("Pedido", "", spanish).messages().get(1).text())
        .contains("Hola, Kim:", "a más tardar a las 15:00");
  }

  @Test
  void aPromiseThatHasPassedIsNotMade() {
    Instant received = clock.instant();
    clock.set(received.plusSeconds(3 * 86_400));
    TicketView ticket = asks("Found late", "", ENGLISH, received);
    assertThat(ticket.messages().get(1).text()).contains("as soon as we can");
  }

  @Test
  void whereNothingIsPromisedNoTimeIsSaid() {
    var mailbox = mail.mailbox();
    channels.change(mailbox.id(), mailbox.settings().change().promise(null).done());
    assertThat(asks("No promise", "", ENGLISH).messages().get(1).text())
        .contains("as soon as we can");
  }

  @Test
  void aReplyIntoTheTicketIsNotAcknowledgedAgain() {
    TicketView ticket = asks("Once only", "", ENGLISH);
    mail.sendAll();
    String acknowledgement = Letters.header(server.taken().get(0), "Message-ID");

    TicketView after =
        asks("Re: Once only", "In-Reply-To: " + acknowledgement + "\n", "One thing more.");

    assertThat(after.id()).isEqualTo(ticket.id());
    assertThat(after.messages()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-generated\n",
        "List-Id: <friends.example.org>\n",
        "Precedence: bulk\n",
        "X-Auto-Response-Suppress: All\n"
      })
  void machinesAndListsAreNotAnswered(String header) {
    assertThat(asks("Machine " + header.hashCode(), header, ENGLISH).messages()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-reply@customer.example",
        "mailer-daemon@customer.example",
        "friends-owner@customer.example",
        "help+news@desk.example"
      })
  void addressesBehindWhichNobodyReadsAreNotAnswered(String from) {
    InboundView in = arrive("From: " + from + "\nTo: help@desk.example\nSubject: Hm\n\n" + ENGLISH);
    assertThat(view(in.ticket()).messages()).hasSize(1);
  }

  @Test
  void whoMayNotBeWhoTheySayIsNotAnswered() {
    String failed = "Authentication-Results: mx.desk.example; dmarc=fail\n";

    assertThat(asks("In another's name", failed, ENGLISH).messages()).hasSize(1);
    assertThat(asks("In my own", failed.replace("fail", "pass"), ENGLISH).messages()).hasSize(2);
  }

  @Test
  void aMailboxThatIsNotSetToAcknowledgeSaysNothing() {
    acknowledge(false);
    assertThat(asks("Silent", "", ENGLISH).messages()).hasSize(1);
  }

  @Test
  void oneAddressGetsThreeInAnHourAndThenNone() {
    for (int n = 1; n <= 5; n++) {
      TicketView ticket = asks("Ticket " + n, "", ENGLISH);
      assertThat(ticket.messages()).hasSize(n <= 3 ? 2 : 1);
    }
    clock.set(clock.instant().plusSeconds(3_600));
    assertThat(asks("An hour later", "", ENGLISH).messages()).hasSize(2);
  }

  @Test
  void whoFloodsUsIsHeardAndNotAnswered() {
    jdbc.sql("DELETE FROM automatic_answer").update();
    String from = "From: flood@customer.example\nTo: help@desk.example\n";
    for (int n = 0; n < 31; n++) {
      intake.store(
          new Intake.Arrival(
              "imap:" + mail.mailbox().id(),
              null,
              mail.mailbox().id(),
              helpdesk.ticket.Origin.INBOUND,
              clock.instant(),
              null),
          new java.io.ByteArrayInputStream(
              (from + "Subject: Flood " + n + "\n\nWater " + n).getBytes()));
    }

    InboundView last = arrive(from + "Subject: The last drop\n\n" + ENGLISH);

    assertThat(view(last.ticket()).messages()).hasSize(1);
    assertThat(
            jdbc.sql("SELECT count(*) FROM ticket WHERE subject LIKE 'Flood %'")
                .query(Long.class)
                .single())
        .isEqualTo(31);
  }

  private TicketView asks(String subject, String headers, String text) {
    return asks(subject, headers, text, clock.instant());
  }

  private TicketView asks(String subject, String headers, String text, Instant at) {
    String raw =
        "From: Kim <%s>\nTo: help@desk.example\nSubject: %s\nMessage-ID: <%s@customer.example>\n"
                .formatted(KIM.email(), subject, UUID.randomUUID())
            + headers
            + "Content-Type: text/plain; charset=utf-8\n\n"
            + text;
    InboundView in = new Letters(intake, workers).arrive(mail.mailbox(), at, raw);
    assertThat(in.state()).as(in.reason()).isEqualTo(InboundView.State.PROCESSED);
    return view(in.ticket());
  }

  private InboundView arrive(String raw) {
    return new Letters(intake, workers).arrive(mail.mailbox(), clock.instant(), raw);
  }

  private TicketView view(long number) {
    return reader.byNumber(new TicketNumber(number));
  }

  private void acknowledge(boolean on) {
    var mailbox = mail.mailbox();
    channels.change(
        mailbox.id(),
        mailbox.settings().change().acknowledge(on).promise(Duration.ofHours(6)).done());
  }
}
