package helpdesk.channel.email.fetching;

import static helpdesk.channel.email.sending.MailDesk.HELP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.channel.email.sending.MailDesk;
import helpdesk.channel.email.sending.MailTest;
import helpdesk.job.QueueWorker;
import helpdesk.outbox.Carrier;
import helpdesk.outbox.DeliveryState;
import helpdesk.outbox.Outbox;
import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesktest.RealMailServers;
import helpdesktest.SettableClock;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The round of a mail over a real Postfix and a real Dovecot. */
@MailTest
class RealMailTest {
  private static final String ROSA = "rosa@customer.example";
  @Autowired MailDesk mail;
  @Autowired Mailboxes mailboxes;
  @Autowired MailboxFetcher fetcher;
  @Autowired ObjectProvider<QueueWorker> workers;
  @Autowired Carrier carrier;
  @Autowired Outbox outbox;
  @Autowired TicketReader reader;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void aMailBecomesATicketAndItsAnswerReachesTheCustomerOnceEvenIfTheServerWasAway()
      throws Exception {
    mail.startAfresh();
    try (RealMailServers servers = RealMailServers.with(HELP.value(), ROSA)) {
      ChannelId mailbox = connect(servers);
      writesToUs(servers, "Where is my parcel?", "I ordered a jumper – ¿dónde está?", null);
      TicketView ticket = fetched(mailbox, 1);
      assertThat(ticket.subject()).isEqualTo("Where is my parcel?");
      assertThat(ticket.requester().email()).isEqualTo(ROSA);

      mail.reply(ticket.id(), "It left us on Monday.");
      mail.sendAll();
      MimeMessage answer = mailsOf(servers, ROSA, 1).get(0);
      assertThat(answer.getSubject())
          .isEqualTo("Re: Where is my parcel? [#" + ticket.number() + "]");
      assertThat(answer.getHeader("Return-Path", null)).contains(HELP.value());
      assertThat(answer.getHeader("In-Reply-To", null))
          .isEqualTo("<" + ticket.messages().get(0).rfcMessageId() + ">");
      assertThat(answer.getMessageID())
          .isEqualTo("<" + ticket(ticket.number()).messages().get(1).rfcMessageId() + ">");

      writesToUs(servers, answer.getSubject(), "Thank you. And the socks?", answer);
      TicketView again = fetched(mailbox, 2);
      assertThat(again.id()).as("it came back to its ticket").isEqualTo(ticket.id());
      assertThat(again.messages()).hasSize(3);

      servers.stopSmtp();
      carrier.rest();
      mail.reply(ticket.id(), "The socks come tomorrow.");
      mail.sendAll();
      assertThat(delivery(ticket)).isEqualTo("deferred");
      servers.startSmtp();
      clock.advance(Duration.ofMinutes(1));
      mail.sendAll();
      mail.sendAll();
      assertThat(delivery(ticket)).isEqualTo("sent");
      assertThat(mailsOf(servers, ROSA, 2)).hasSize(2);
    } finally {
      stop();
    }
  }

  @Test
  void anAnswerToNobodyComesBackAndIsShownAsBounced() {
    mail.startAfresh();
    try (RealMailServers servers = RealMailServers.with(HELP.value(), ROSA)) {
      ChannelId mailbox = connect(servers);
      Party nobody = new Party("Nobody", new EmailAddress("nobody@customer.example"));
      TicketId ticket = mail.asks(nobody, "Are you there?", "Hello?", Locale.ENGLISH);
      mail.reply(ticket, "We are.");
      mail.sendAll();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                takeIn(mailbox);
                return !outbox.list(DeliveryState.BOUNCED, null, 1).isEmpty();
              });

      assertThat(outbox.list(DeliveryState.BOUNCED, null, 1).get(0).detail())
          .startsWith("550 5.1.1")
          .contains("User doesn't exist");
    } finally {
      stop();
    }
  }

  private void stop() {
    carrier.rest();
    mail.startAfresh();
    mailboxes.change(mail.mailbox().id(), null, null);
  }

  private ChannelId connect(RealMailServers servers) {
    ChannelId mailbox = mail.mailbox().id();
    mailboxes.change(
        mailbox,
        new MailServer(
            "127.0.0.1",
            servers.imapPort(),
            MailServer.Security.NONE,
            HELP.value(),
            RealMailServers.PASSWORD),
        new MailServer("127.0.0.1", servers.smtpPort(), MailServer.Security.NONE, null, null));
    return mailbox;
  }

  /** The ticket, once its customer's n-th message has come by IMAP and was understood. */
  private TicketView fetched(ChannelId mailbox, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              takeIn(mailbox);
              return fromRosa() == count;
            });
    clock.set(Instant.now().plusSeconds(1)); // the servers have a clock of their own
    return ticket(
        jdbc.sql(
                "SELECT max(t.number) FROM ticket t JOIN message m ON m.ticket_id = t.id WHERE"
                    + " m.inbound_id IS NOT NULL AND m.author_address = :rosa")
            .param("rosa", ROSA)
            .query((row, n) -> new TicketNumber(row.getLong(1)))
            .single());
  }

  private void takeIn(ChannelId mailbox) {
    QueueWorker inbound =
        workers.stream().filter(w -> w.name().equals("inbound")).findFirst().orElseThrow();
    fetcher.fetch(mailbox);
    while (inbound.runOnce()) {}
  }

  private int fromRosa() {
    return jdbc.sql(
            "SELECT count(*) FROM message WHERE kind = :kind AND inbound_id IS NOT NULL AND"
                + " author_address = :rosa")
        .param("kind", MessageKind.CUSTOMER.key())
        .param("rosa", ROSA)
        .query(Integer.class)
        .single();
  }

  private String delivery(TicketView ticket) {
    List<TicketView.Message> messages = ticket(ticket.number()).messages();
    TicketView.Delivery delivery = messages.get(messages.size() - 1).delivery();
    assertThat(delivery).isNotNull();
    return delivery.state();
  }

  private TicketView ticket(TicketNumber number) {
    return reader.byNumber(number);
  }

  private static void writesToUs(
      RealMailServers servers, String subject, String text, @Nullable MimeMessage answered)
      throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(servers.smtpPort()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress(ROSA));
    InternetAddress to =
        answered == null
            ? new InternetAddress(HELP.value())
            : (InternetAddress) answered.getReplyTo()[0];
    message.setRecipient(RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    Transport.send(message);
  }

  /** What lies in the customer's mailbox, once there is so much. */
  private static List<MimeMessage> mailsOf(RealMailServers servers, String user, int count) {
    List<MimeMessage> found = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              found.clear();
              found.addAll(mails(servers, user));
              return found.size() >= count;
            });
    return found;
  }

  private static List<MimeMessage> mails(RealMailServers servers, String user)
      throws MessagingException, IOException {
    Session session = Session.getInstance(new Properties());
    List<MimeMessage> copies = new ArrayList<>();
    try (Store store = session.getStore("imap")) {
      store.connect("127.0.0.1", servers.imapPort(), user, RealMailServers.PASSWORD);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        for (Message message : inbox.getMessages()) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          message.writeTo(bytes);
          copies.add(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())));
        }
      }
    }
    return copies;
  }
}
