package helpdesk.channel.email.sending;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.job.QueueWorker;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Receptionist;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import helpdesktest.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A desk with one mailbox, as the tests of outgoing mail need it. */
public class MailDesk {
  public static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  public static final EmailAddress HELP = new EmailAddress("help@desk.example");
  public static final Party KIM = new Party("Kim", new EmailAddress("kim@customer.example"));

  /** Replaces the clock of the product. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Time {
    @Bean
    @Primary
    SettableClock stoppedClock() {
      return new SettableClock(NINE);
    }
  }

  private final Receptionist receptionist;
  private final TicketDesk desk;
  private final Agents agents;
  private final Channels channels;
  private final Mailboxes mailboxes;
  private final ObjectProvider<QueueWorker> workers;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final SettableClock clock;
  private @Nullable Agent ada;

  MailDesk(
      Receptionist receptionist,
      TicketDesk desk,
      Agents agents,
      Channels channels,
      Mailboxes mailboxes,
      ObjectProvider<QueueWorker> workers,
      TransactionTemplate transaction,
      JdbcClient jdbc,
      SettableClock clock) {
    this.receptionist = receptionist;
    this.desk = desk;
    this.agents = agents;
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.workers = workers;
    this.transaction = transaction;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Nine o'clock, nothing in the box, and the mailbox without a server. */
  public void startAfresh() {
    clock.set(NINE);
    jdbc.sql("DELETE FROM outbound_message").update();
    serverAt(null);
  }

  /** The time it is. */
  public Instant now() {
    return clock.instant();
  }

  /** The mailbox sends through this port of this machine, or cannot send. */
  public void serverAt(@Nullable Integer port) {
    MailServer server =
        port == null
            ? null
            : new MailServer("127.0.0.1", port, MailServer.Security.NONE, null, null);
    mailboxes.change(mailbox().id(), null, server);
  }

  public Channel mailbox() {
    return channels
        .byAddress(HELP)
        .orElseGet(() -> channels.createEmail(HELP, "Harbour Lane", null));
  }

  /** A customer writes a first mail. */
  public TicketId asks(Party customer, String subject, String text, Locale language) {
    String messageId = UUID.randomUUID() + "@customer.example";
    IncomingMessage message =
        new IncomingMessage(
            ChannelKind.EMAIL,
            mailbox().id(),
            Origin.INBOUND,
            MessageKind.CUSTOMER,
            null,
            false,
            null,
            clock.instant(),
            clock.instant(),
            customer,
            List.of(new Party(null, HELP)),
            List.of(),
            subject,
            text,
            text,
            null,
            List.of(),
            messageId,
            List.of(),
            null,
            null,
            false,
            null,
            language,
            Tokens.hash(messageId),
            null);
    return Objects.requireNonNull(
        transaction.execute(status -> receptionist.receive(message).ticket()));
  }

  public TicketId asks(String subject) {
    return asks(KIM, subject, "Please help.", Locale.ENGLISH);
  }

  public MessageId reply(TicketId ticket, WriteReply reply) {
    return desk.reply(ticket, ada(), reply);
  }

  public MessageId reply(TicketId ticket, String text) {
    return reply(ticket, WriteReply.text(text));
  }

  /** Lets one worker drain what is due. */
  public void sendAll() {
    QueueWorker worker = worker();
    while (worker.runOnce()) {}
  }

  public QueueWorker worker() {
    return workers.stream().filter(w -> w.name().equals("outbox")).findFirst().orElseThrow();
  }

  private Agent ada() {
    Agent known = ada;
    if (known == null) {
      known = agents.create(new EmailAddress("ada@desk.example"), "Ada", Role.AGENT, null);
      ada = known;
    }
    return known;
  }
}
