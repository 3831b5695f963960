package helpdesk.outbox;

import static helpdesk.channel.email.sending.MailDesk.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.channel.email.sending.MailDesk;
import helpdesk.channel.email.sending.MailTest;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesktest.ScriptedSmtp;
import helpdesktest.SettableClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@MailTest
class OutboxTest {
  private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <([^>]+)>");
  @Autowired MailDesk mail;
  @Autowired Outbox outbox;
  @Autowired Leases leases;
  @Autowired Carrier carrier;
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired EventLog log;
  @Autowired SettableClock clock;
  @Autowired JsonMapper json;
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
  void aReplyIsSentOnceUnderTheMessageIdThatTheTicketKnows() {
    TicketId ticket = mail.asks("Once");
    mail.reply(ticket, "Here you are.");
    assertThat(delivery(ticket).state()).isEqualTo("queued");

    mail.sendAll();
    mail.sendAll();

    assertThat(server.taken()).hasSize(1);
    assertThat(messageIds()).containsExactly(lastMessage(ticket).rfcMessageId());
    assertThat(delivery(ticket).state()).isEqualTo("sent");
  }

  @Test
  void withoutAMailServerRepliesWaitVisibleAndGoOnceThereIsOne() {
    mail.serverAt(null);
    TicketId first = mail.asks("Nowhere to go");
    TicketId second = mail.asks("Nowhere either");
    mail.reply(first, "Wait for it.");
    mail.reply(second, "Wait for it, too.");

    mail.sendAll();

    assertThat(outbox.list(DeliveryState.QUEUED, null, 10))
        .hasSize(2)
        .allSatisfy(
            view -> {
              assertThat(view.detail()).isEqualTo("no outgoing mail server is set up yet");
              assertThat(view.attempts()).isZero();
              assertThat(view.nextAttemptAt()).isEqualTo(NINE.plusSeconds(30));
            });

    mail.serverAt(server.port());
    mail.sendAll();

    assertThat(server.taken()).hasSize(2);
    assertThat(delivery(first).state()).isEqualTo("sent");
  }

  @Test
  void aDeadServerIsTriedAgainForThreeDaysThenTheTicketComesBack() throws IOException {
    mail.serverAt(closedPort());
    TicketId ticket = mail.asks("Nobody answers");
    mail.reply(ticket, "Hello?");
    List<Duration> waits = new ArrayList<>();

    OutboundView view;
    do {
      mail.sendAll();
      view = outbox.find(delivery(ticket).outboundId());
      if (view.nextAttemptAt() == null) break;
      assertThat(view.state()).isEqualTo(DeliveryState.DEFERRED);
      assertThat(view.detail()).startsWith("No connection to 127.0.0.1");
      waits.add(Duration.between(clock.instant(), view.nextAttemptAt()));
      clock.set(view.nextAttemptAt());
    } while (true);

    assertThat(waits.subList(0, 6))
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 5L, 15L, 60L, 240L, 240L);
    assertThat(Duration.between(NINE, clock.instant()))
        .isBetween(Duration.ofHours(68), Duration.ofHours(72));
    assertThat(view.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(delivery(ticket).state()).isEqualTo("failed");
    assertThat(log.of(ticket).get(log.of(ticket).size() - 1).event().payload())
        .containsEntry("field", "delivery")
        .containsEntry("to", "failed");
  }

  @Test
  void aServerThatAsksForPatienceGetsTheMailALittleLater() {
    server.answer("RCPT", "450 4.7.1 Greylisted, come back");
    TicketId ticket = mail.asks("Grey");
    mail.reply(ticket, "Once more.");

    mail.sendAll();

    assertThat(delivery(ticket).state()).isEqualTo("deferred");
    assertThat(delivery(ticket).detail()).contains("asks us to wait", "450 4.7.1 Greylisted");

    server.relent();
    mail.sendAll();
    assertThat(server.taken()).as("not before it is due").isEmpty();
    clock.advance(Duration.ofMinutes(1));
    mail.sendAll();
    assertThat(delivery(ticket).state()).isEqualTo("sent");
    assertThat(server.taken()).hasSize(1);
  }

  @Test
  void aRefusalForGoodFailsAtOnceAndCanBeSentAgain() {
    server.answer("RCPT", "550 5.1.1 No such user");
    TicketId ticket = mail.asks("Wrong address");
    mail.reply(ticket, "Are you there?");

    mail.sendAll();

    assertThat(delivery(ticket).state()).isEqualTo("failed");
    assertThat(delivery(ticket).detail()).contains("550 5.1.1 No such user");
    assertThat(outbox.counts()).containsEntry(DeliveryState.FAILED, 1L);

    server.relent();
    long id = delivery(ticket).outboundId();
    outbox.sendAgain(id);
    outbox.sendAgain(id);
    mail.sendAll();

    assertThat(messageIds()).containsExactly(lastMessage(ticket).rfcMessageId());
    assertThatThrownBy(() -> outbox.sendAgain(id)).hasMessageContaining("has been sent");
  }

  @Test
  void aRefusedLoginCostsNoMail() {
    server.answer("MAIL", "530 5.7.0 Authentication required");
    TicketId ticket = mail.asks("Password changed");
    mail.reply(ticket, "Soon.");

    mail.sendAll();

    assertThat(delivery(ticket).state()).isEqualTo("deferred");
    assertThat(delivery(ticket).detail()).contains("refused our login");
  }

  @Test
  void severalWorkersSendAHundredMailsExactlyOnceOverFewConnections() throws Exception {
    for (int n = 0; n < 100; n++) mail.reply(mail.asks("Many " + n), "Answer " + n);
    ExecutorService workers = Executors.newFixedThreadPool(4);

    List<Callable<Void>> shifts = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      shifts.add(
          () -> {
            mail.sendAll();
            return null;
          });
    }
    for (Future<Void> shift : workers.invokeAll(shifts)) shift.get();
    workers.shutdown();

    assertThat(messageIds()).hasSize(100).doesNotHaveDuplicates();
    assertThat(server.connections()).isLessThan(20);
    assertThat(outbox.counts().values()).containsOnly(0L);
  }

  @Test
  void aNodeThatDiesAfterSendingIsFollowedByOneThatSendsTheSameMessageId() throws Exception {
    TicketId ticket = mail.asks("Crash");
    mail.reply(ticket, "Perhaps twice.");
    Claim dying = leases.claim().orElseThrow();
    carrier.carry(json.readValue(dying.payload(), OutgoingMail.class));

    mail.sendAll();
    assertThat(server.taken()).as("while the lease runs").hasSize(1);
    clock.advance(leases.length().plusSeconds(1));
    mail.sendAll();

    assertThat(messageIds()).hasSize(2);
    assertThat(messageIds().stream().distinct())
        .containsExactly(lastMessage(ticket).rfcMessageId());
    assertThat(delivery(ticket).state()).isEqualTo("sent");
  }

  @Test
  void aNodeThatWasThoughtDeadChangesNothingWhenItWakes() {
    TicketId ticket = mail.asks("Sleeper");
    mail.reply(ticket, "Hm.");
    Claim sleeper = leases.claim().orElseThrow();
    clock.advance(leases.length().plusSeconds(1));
    mail.sendAll();

    assertThat(leases.fail(sleeper, "I was asleep")).isFalse();
    leases.defer(sleeper, "I was asleep", clock.instant());
    leases.rest(sleeper, "I was asleep", clock.instant());

    assertThat(delivery(ticket).state()).isEqualTo("sent");
  }

  @Test
  void aRenewedLeaseKeepsOtherNodesAway() {
    mail.reply(mail.asks("Slow line"), "A large file.");
    Claim slow = leases.claim().orElseThrow();

    clock.advance(leases.length().minusSeconds(1));
    leases.renew(List.of(slow.lease()));
    clock.advance(Duration.ofSeconds(30));

    assertThat(leases.claim()).isEmpty();
  }

  @Test
  void theListIsPagedNewestFirst() {
    for (int n = 0; n < 3; n++) mail.reply(mail.asks("Page " + n), "Answer");

    List<OutboundView> first = outbox.list(null, null, 2);
    List<OutboundView> second = outbox.list(null, first.get(1).id(), 2);

    assertThat(first)
        .extracting(OutboundView::subject)
        .allMatch(subject -> subject.startsWith("Re: Page "));
    assertThat(first.get(0).to()).containsExactly("kim@customer.example");
    assertThat(first.get(0).id()).isGreaterThan(first.get(1).id());
    assertThat(second).hasSize(1);
  }

  @Test
  void aMailThatWasStoredBeforeThereWereUnseenCopiesIsSent() {
    mail.reply(mail.asks("Old"), "Here you are.");
    jdbc.sql("UPDATE outbound_message SET payload = payload - 'bcc'").update();

    mail.sendAll();

    assertThat(server.taken()).hasSize(1);
  }

  private List<String> messageIds() {
    return server.taken().stream()
        .map(
            text -> {
              Matcher found = MESSAGE_ID.matcher(text);
              return found.find() ? found.group(1) : "none";
            })
        .toList();
  }

  private TicketView.Delivery delivery(TicketId ticket) {
    return lastMessage(ticket).delivery();
  }

  private TicketView.Message lastMessage(TicketId ticket) {
    TicketView view = reader.byNumber(numberOf(ticket));
    MessageId last =
        view.messages().stream()
            .map(TicketView.Message::id)
            .max((a, b) -> Long.compare(a.value(), b.value()))
            .orElseThrow();
    return view.messages().stream().filter(m -> m.id().equals(last)).findFirst().orElseThrow();
  }

  private TicketNumber numberOf(TicketId ticket) {
    return jdbc.sql("SELECT number FROM ticket WHERE id = :id")
        .param("id", ticket.value())
        .query((row, n) -> new TicketNumber(row.getLong(1)))
        .single();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
