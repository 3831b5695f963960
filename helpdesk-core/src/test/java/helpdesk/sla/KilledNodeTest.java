package helpdesk.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.notice.NoticeKind;
import helpdesk.notice.Notices;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesktest.DatabaseTest;
import helpdesktest.ScriptedSmtp;
import helpdesktest.SecondNode;
import helpdesktest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes in processes of their own say what is due, by the real time; one is killed in the
 * middle of it, at a random moment, and comes back.
 */
@DatabaseTest
@Import(KilledNodeTest.TimeOfTheTest.class)
class KilledNodeTest {
  private static final int TICKETS = 150;
  private static final int SEED = 20261128;

  /** A minute: the shortest that can be promised. */
  private static final Duration TARGET = Duration.ofMinutes(1);

  /** Until the first is due: so long two nodes may take to start. */
  private static final Duration START = Duration.ofSeconds(15);

  /** Within this all of them come to be due. */
  private static final Duration SPAN = Duration.ofSeconds(10);

  @Autowired SlaSettings policies;
  @Autowired QueueLimitSettings queueLimits;
  @Autowired TicketDesk desk;
  @Autowired EventLog log;
  @Autowired Notices notices;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationContext context;

  @TestConfiguration(proxyBeanMethods = false)
  static class TimeOfTheTest {
    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(Instant.now().minus(Duration.ofDays(1)));
    }
  }

  @Test
  void eachThingIsSaidOnceThoughANodeIsKilledInTheMiddle() throws Exception {
    Random chance = new Random(SEED);
    Agent ada = agents.create(new EmailAddress("ada@desk.example"), "Ada", Role.AGENT, null);
    notices.mail(ada.id(), Set.of(NoticeKind.values()));
    promise(ada);
    List<TicketId> tickets = openTicketsOfTheLastMinute(ada);
    List<Process> nodes = new ArrayList<>();
    try (ScriptedSmtp sink = new ScriptedSmtp()) {
      mailbox(sink);
      for (int n = 0; n < 2; n++) nodes.add(node());
      int killAt = TICKETS / 4 + chance.nextInt(TICKETS / 2);
      await()
          .atMost(Duration.ofSeconds(50))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> breaches() >= killAt);
      Process killed = nodes.remove(chance.nextInt(2));
      killed.destroyForcibly().waitFor();
      assertThat(breaches()).as("it was killed in the middle").isLessThan(TICKETS);
      nodes.add(node());
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                assertThat(breaches()).isEqualTo(TICKETS);
                assertThat(waiting()).isZero();
              });

      for (TicketId ticket : tickets) {
        Instant created = log.of(ticket).get(0).occurredAt();
        assertThat(log.of(ticket))
            .filteredOn(e -> e.event().tellsOfAClock())
            .extracting(e -> e.event().type(), e -> e.occurredAt())
            .containsExactly(
                tuple("sla_warning", created), tuple("sla_breached", created.plus(TARGET)));
      }
      assertThat(noticed("sla_breached")).isEqualTo(TICKETS);
      assertThat(noticed("sla_warning")).isLessThanOrEqualTo(TICKETS);
      List<String> queued = mailed();
      assertThat(queued).hasSize((int) (noticed("sla_breached") + noticed("sla_warning")));
      assertThat(sink.taken().stream().map(KilledNodeTest::messageId).collect(Collectors.toSet()))
          .as("a mail that was on the line when its node died may come twice, under one name")
          .containsExactlyInAnyOrderElementsOf(queued);
    } finally {
      for (Process node : nodes) node.destroyForcibly().waitFor();
    }
  }

  private Process node() {
    return SecondNode.apart(context, "helpdesk.outbox.lease=3s", "logging.level.root=warn");
  }

  private void promise(Agent by) {
    Map<Priority, Duration> lengths = new EnumMap<>(Priority.class);
    Map<Priority, Optional<Duration>> noLimit = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      lengths.put(priority, TARGET);
      noLimit.put(priority, Optional.empty());
    }
    queueLimits.set(null, noLimit, by.id());
    policies.add(
        new SlaWording(
            "A minute",
            SlaConditions.ALWAYS,
            SlaHours.DAY_AND_NIGHT,
            Set.of(),
            Map.of(SlaTarget.FIRST_RESPONSE, lengths)),
        by.id());
  }

  /** They come to be due one after the other, from a while after now on. */
  private List<TicketId> openTicketsOfTheLastMinute(Agent follower) {
    Instant firstDue = Instant.now().plus(START).truncatedTo(ChronoUnit.SECONDS);
    List<TicketId> tickets = new ArrayList<>();
    for (int n = 0; n < TICKETS; n++) {
      Instant due = firstDue.plus(SPAN.multipliedBy(n).dividedBy(TICKETS));
      clock.set(due.minus(TARGET));
      TicketId ticket = open(n);
      desk.follow(ticket, follower.id());
      tickets.add(ticket);
    }
    return tickets;
  }

  private TicketId open(int n) {
    Party kim = new Party("Kim", new EmailAddress("kim@example.org"));
    return desk.idOf(
        desk.open(
            new OpenTicket(
                ChannelKind.API,
                null,
                "Question " + n,
                "Help",
                null,
                kim,
                Priority.NORMAL,
                List.of(),
                null,
                null,
                null,
                null)));
  }

  private void mailbox(ScriptedSmtp sink) {
    Channel mailbox = channels.createEmail(new EmailAddress("help@desk.example"), "Desk", null);
    mailboxes.change(
        mailbox.id(),
        null,
        new MailServer("127.0.0.1", sink.port(), MailServer.Security.NONE, null, null));
  }

  private long breaches() {
    return count("SELECT count(*) FROM ticket_event WHERE type = 'sla_breached'");
  }

  /** What is not sent yet. */
  private long waiting() {
    return count("SELECT count(*) FROM outbound_message WHERE state <> 'sent'");
  }

  private long noticed(String kind) {
    return count("SELECT count(*) FROM notice WHERE kind = '" + kind + "'");
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private List<String> mailed() {
    return jdbc.sql("SELECT idempotency_key FROM outbound_message").query(String.class).list();
  }

  private static String messageId(String mail) {
    return mail.replaceAll("(?ism)\\A.*?^message-id:\\s*<([^>]+)>.*\\z", "$1");
  }
}
