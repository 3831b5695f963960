package helpdesk.intake;

import static helpdesk.intake.InboundView.State.DUPLICATE;
import static helpdesk.intake.InboundView.State.IGNORED;
import static helpdesk.intake.InboundView.State.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Actor;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketErasure;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One mail that reaches us in two mailboxes, or again after its ticket was deleted. */
@DatabaseTest
class TwoMailboxesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  @Autowired Intake intake;
  @Autowired InboundWorker worker;
  @Autowired Channels channels;
  @Autowired Agents agents;
  @Autowired TicketDesk desk;
  @Autowired TicketErasure erasure;
  final String word = UUID.randomUUID().toString();
  Channel help;
  Channel orders;

  @BeforeEach
  void twoMailboxes() {
    help = channels.createEmail(new EmailAddress("help-" + word + "@desk.example"), "Desk", null);
    orders =
        channels.createEmail(new EmailAddress("orders-" + word + "@desk.example"), "Desk", null);
  }

  @RepeatedTest(5)
  void aMailToBothIsOneTicketThoughTwoFetchesHandItOverAtOnce() {
    CompletableFuture<Long> one = CompletableFuture.supplyAsync(() -> fetched(help, 7));
    CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> fetched(orders, 3));
    List<Long> ids = List.of(one.join(), other.join());

    work();

    List<InboundView> both = ids.stream().map(intake::find).toList();
    assertThat(both).extracting(InboundView::state).containsExactlyInAnyOrder(PROCESSED, DUPLICATE);
    assertThat(both.get(0).ticket()).isNotNull().isEqualTo(both.get(1).ticket());
    assertThat(both.get(0).message()).isEqualTo(both.get(1).message());
  }

  @Test
  void aDeletedTicketsMailIsNotTakenInWhenItsMailboxIsReadAnew() {
    long first = fetched(help, 7);
    work();
    Long number = intake.find(first).ticket();
    TicketId ticket = desk.idOf(new TicketNumber(number));
    Agent boss =
        agents.create(
            new EmailAddress("boss-" + word + "@desk.example"), "Boss", Role.ADMINISTRATOR, null);
    desk.trash(ticket, true, Actor.agent(boss));
    erasure.delete(ticket, boss);

    assertThat(intake.find(first).state()).isEqualTo(IGNORED);
    assertThat(intake.find(first).subject()).isNull();
    assertThat(intake.known(source(help), List.of("1:7"))).as("the same rescan").isNotEmpty();
    long renumbered = fetched(help, 8);
    long uploaded =
        intake.store(arrival("upload:mail", null, help.id(), Origin.IMPORT), mail(help));
    work();

    assertThat(intake.find(renumbered).state()).isEqualTo(IGNORED);
    assertThat(intake.find(renumbered).reason()).contains("deleted");
    assertThat(intake.find(uploaded).state()).isEqualTo(IGNORED);
  }

  private void work() {
    Stream.generate(() -> CompletableFuture.runAsync(this::workAlone))
        .limit(3)
        .toList()
        .forEach(CompletableFuture::join);
  }

  private void workAlone() {
    while (worker.runOnce()) {
      // one after the other
    }
  }

  private long fetched(Channel mailbox, int uid) {
    return intake.store(
        arrival(source(mailbox), "1:" + uid, mailbox.id(), Origin.INBOUND), mail(mailbox));
  }

  private static String source(Channel mailbox) {
    return "imap:" + mailbox.id();
  }

  private static Intake.Arrival arrival(String source, String key, ChannelId to, Origin origin) {
    return new Intake.Arrival(source, key, to, origin, NOON, null);
  }

  /** The same mail, as the server of each mailbox hands it over. */
  private ByteArrayInputStream mail(Channel mailbox) {
    String text =
        """
        Delivered-To: %s
        Received: from mx by %s; Sun, 22 Nov 2026 12:00:00 +0000
        Message-ID: <%s@customer.example>
        From: Kim <kim@customer.example>
        To: %s, %s
        Subject: To both of you

        Who of you can help? %s
        """
            .formatted(
                mailbox.address(), mailbox.id(), word, help.address(), orders.address(), word);
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
