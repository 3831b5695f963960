package helpdesk.channel.email.sending;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.intake.Intake;
import helpdesk.job.QueueWorker;
import helpdesk.outbox.Carrier;
import helpdesk.shared.EmailAddress;
import helpdesktest.ScriptedSmtp;
import helpdesktest.SecondDesk;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two installations, each with a database and keys of its own and both set to acknowledge, carry
 * each other's mail to and fro until nothing moves: over SMTP out, as raw bytes in.
 */
@MailTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoDesksTest {
  private static final String WORDS = "Hello, could you please tell me where my order is?";
  @Autowired ApplicationContext context;
  ConfigurableApplicationContext other;
  Desk harbour;
  Desk castle;

  @BeforeAll
  void open() {
    other = SecondDesk.start(MailDesk.Time.class, MailDesk.class);
    harbour = new Desk(context, "support@harbour.example");
    castle = new Desk(other, "support@castle.example");
  }

  @AfterAll
  void close() {
    harbour.close();
    castle.close();
    other.close();
  }

  @BeforeEach
  void forget() {
    harbour.jdbc.sql("DELETE FROM automatic_answer").update();
    castle.jdbc.sql("DELETE FROM automatic_answer").update();
  }

  @Test
  void twoDesksThatAcknowledgeFallSilentAfterOneNote() {
    long before = castle.tickets();
    harbour.receive(letter("support@castle.example", "support@harbour.example"));

    assertThat(exchange(UnaryOperator.identity())).isEqualTo(1);
    assertThat(castle.tickets()).isEqualTo(before);
  }

  @Test
  void anAgentsAnswerIsAcknowledgedOnceAndThatIsAll() {
    harbour.receive(letter("support@castle.example", "support@harbour.example"));
    exchange(UnaryOperator.identity());
    long before = castle.tickets();
    harbour.answerNewest();

    assertThat(exchange(UnaryOperator.identity())).isEqualTo(2);
    assertThat(castle.tickets()).isEqualTo(before + 1);
  }

  /** A gateway between them that strips every sign by which machines know each other. */
  @Test
  void evenWhereNothingTellsThatAMachineWroteTheyFallSilent() {
    harbour.receive(letter("support@castle.example", "support@harbour.example"));

    int carried = exchange(TwoDesksTest::stripped);

    assertThat(carried).isLessThanOrEqualTo(6);
    assertThat(exchange(TwoDesksTest::stripped)).isZero();
  }

  /** Carries until nothing moves, and says how many mails that took. */
  private int exchange(UnaryOperator<String> gateway) {
    int carried = 0;
    while (carried < 100) {
      List<String> out = harbour.sent();
      List<String> back = castle.sent();
      if (out.isEmpty() && back.isEmpty()) return carried;
      out.forEach(raw -> castle.receive(gateway.apply(raw)));
      back.forEach(raw -> harbour.receive(gateway.apply(raw)));
      carried += out.size() + back.size();
    }
    return carried;
  }

  private static String stripped(String raw) {
    return raw.replace("\r\n", "\n")
        .replaceAll(
            "(?im)^(auto-submitted|x-auto-response-suppress|precedence|in-reply-to|references"
                + "|reply-to|x-helpdesk-loop|message-id):.*\\n([ \\t].*\\n)*",
            "")
        .replaceAll(" ?\\[#[0-9]+]", "")
        .replaceFirst("(?m)^Subject: ", "Subject: " + UUID.randomUUID() + " ");
  }

  private static String letter(String from, String to) {
    return "From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s@letter.example>\n\n%s"
        .formatted(from, to, "Order", UUID.randomUUID(), WORDS);
  }

  /** One installation. */
  private static final class Desk {
    final ApplicationContext context;
    final JdbcClient jdbc;
    final ScriptedSmtp server = new ScriptedSmtp();
    final Channel mailbox;
    int seen;

    Desk(ApplicationContext context, String address) {
      this.context = context;
      this.jdbc = context.getBean(JdbcClient.class);
      Channels channels = context.getBean(Channels.class);
      Channel created = channels.createEmail(new EmailAddress(address), address, null);
      channels.change(created.id(), created.settings().change().acknowledge(true).done());
      context
          .getBean(Mailboxes.class)
          .change(
              created.id(),
              null,
              new MailServer("127.0.0.1", server.port(), MailServer.Security.NONE, null, null));
      mailbox = channels.byId(created.id());
    }

    void receive(String raw) {
      MailDesk clock = context.getBean(MailDesk.class);
      new Letters(context.getBean(Intake.class), context.getBeanProvider(QueueWorker.class))
          .arrive(mailbox, clock.now(), raw);
    }

    /** What it has sent since last asked. */
    List<String> sent() {
      context.getBean(MailDesk.class).sendAll();
      List<String> all = server.taken();
      List<String> news = all.subList(seen, all.size());
      seen = all.size();
      return List.copyOf(news);
    }

    void answerNewest() {
      long id = jdbc.sql("SELECT max(id) FROM ticket").query(Long.class).single();
      context.getBean(MailDesk.class).reply(new helpdesk.ticket.TicketId(id), "It is on its way.");
    }

    long tickets() {
      return jdbc.sql("SELECT count(*) FROM ticket").query(Long.class).single();
    }

    void close() {
      context.getBean(Carrier.class).rest();
      server.close();
    }
  }
}
