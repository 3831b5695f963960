package helpdesk.channel.email.fetching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import helpdesk.channel.AfterProcessing;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import helpdesk.channel.Mailbox;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.MailboxTrouble.Kind;
import helpdesk.channel.Mailboxes;
import helpdesk.job.QueueWorker;
import helpdesk.shared.EmailAddress;
import helpdesktest.DatabaseTest;
import helpdesktest.RealMailServers;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mailboxes of a real Dovecot that are looked after. */
@DatabaseTest
class MailboxWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired MailboxFetcher fetcher;
  @Autowired Connections connections;
  @Autowired FetchProgress progress;
  @Autowired WatchLeases leases;
  @Autowired ObjectProvider<QueueWorker> workers;
  @Autowired JdbcClient jdbc;
  private final String address = "watch-" + UUID.randomUUID() + "@desk.example";
  private RealMailServers servers;
  private Channel channel;
  private @Nullable MailboxWatches node;

  @BeforeEach
  void start() {
    servers = RealMailServers.with(address);
    channel = channels.createEmail(new EmailAddress(address), null, null);
    mailboxes.change(channel.id(), imap(), null);
  }

  @AfterEach
  void stop() {
    if (node != null) node.stop();
    if (channel != null) {
      channels.change(channel.id(), channel.settings().change().active(false).done());
    }
    if (servers != null) servers.close();
  }

  @Test
  void aMessageIsToldByTheServerAndNotWaitedFor() {
    node = node(Duration.ofHours(1));
    await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(idle()));
    long[] millis = new long[5];
    for (int n = 0; n < millis.length; n++) {
      int expected = n + 1;
      long before = System.nanoTime();
      servers.deliver(address, List.of(letter("Told " + n)));
      await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(PATIENCE)
          .until(() -> stored() == expected);
      millis[n] = Duration.ofNanos(System.nanoTime() - before).toMillis();
    }
    System.out.println("From delivery to stored by IDLE, ms: " + Arrays.toString(millis));
  }

  @Test
  void whateverHappensToTheServerNothingIsLostAndNothingDoubledAndTheMailboxTells() {
    node = node(Duration.ofHours(1));
    servers.deliver(address, List.of(letter("Before")));
    await().atMost(PATIENCE).until(() -> stored() == 1);

    servers.stopImap();
    await().atMost(PATIENCE).until(() -> trouble() == Kind.NOTHING_ANSWERS);
    assertThat(mailboxes.byId(channel.id()).failingSince()).isNotNull();
    servers.startImap();
    servers.deliver(address, List.of(letter("After the restart")));
    await().atMost(PATIENCE).until(() -> stored() == 2 && trouble() == null);

    await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(idle()));
    servers.breakConnections();
    servers.deliver(address, List.of(letter("After the break")));
    await().atMost(PATIENCE).until(() -> stored() == 3 && trouble() == null);

    servers.stopImap();
    servers.renumber(address);
    servers.startImap();
    servers.deliver(address, List.of(letter("Numbered anew")));
    await().atMost(PATIENCE).until(() -> stored() == 7 && trouble() == null);

    understandAll();
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "Before", "After the restart", "After the break", "Numbered anew");
  }

  @Test
  void twoNodesThatFetchAtOnceTakeEachMessageOnce() {
    servers.deliver(address, IntStream.range(0, 100).mapToObj(n -> letter("Number " + n)).toList());

    CompletableFuture<?>[] nodes =
        IntStream.range(0, 2)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> fetcher.fetch(channel.id())))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(nodes).join();

    assertThat(stored()).isEqualTo(100);
    understandAll();
    assertThat(subjects()).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void anotherNodeTakesOverWithinSecondsFromOneThatDied() {
    MailboxWatches dying = node(Duration.ofHours(1), false);
    dying.start();
    dying.attend();
    String first = holder();

    node = node(Duration.ofHours(1));
    long before = System.nanoTime();
    await().atMost(PATIENCE).until(() -> !first.equals(holder()));
    System.out.println(
        "Taken over after ms: " + Duration.ofNanos(System.nanoTime() - before).toMillis());
    servers.deliver(address, List.of(letter("Taken over")));
    await().atMost(PATIENCE).until(() -> stored() == 1);
    dying.stop();
  }

  @Test
  void whatIsStoredIsMarkedAsReadOrMovedIfTheMailboxSaysSo() throws MessagingException {
    servers.deliver(address, List.of(letter("Left"), letter("Left, too")));
    fetcher.fetch(channel.id());
    assertThat(on("INBOX")).noneMatch(MailboxWatchTest::seen);

    mailboxes.afterProcessing(channel.id(), new AfterProcessing(AfterProcessing.Deed.SEEN, null));
    servers.deliver(address, List.of(letter("Seen")));
    fetcher.fetch(channel.id());
    assertThat(on("INBOX")).extracting(MailboxWatchTest::seen).containsExactly(false, false, true);

    mailboxes.afterProcessing(channel.id(), new AfterProcessing(AfterProcessing.Deed.MOVE, "Done"));
    servers.deliver(address, List.of(letter("Moved")));
    fetcher.fetch(channel.id());
    assertThat(on("INBOX")).hasSize(3);
    assertThat(on("Done")).hasSize(1);
    assertThat(stored()).isEqualTo(4);
  }

  @Test
  void aMoveThatFailsLosesNothingAndIsMadeGood() throws MessagingException {
    mailboxes.afterProcessing(
        channel.id(), new AfterProcessing(AfterProcessing.Deed.MOVE, "../Done"));
    servers.deliver(address, List.of(letter("First"), letter("Second")));
    fetcher.fetch(channel.id());
    fetcher.fetch(channel.id());
    assertThat(stored()).isEqualTo(2);
    assertThat(trouble()).isEqualTo(Kind.DEED_FAILED);

    mailboxes.afterProcessing(channel.id(), new AfterProcessing(AfterProcessing.Deed.MOVE, "Done"));
    fetcher.fetch(channel.id());
    assertThat(trouble()).isNull();
    assertThat(on("Done")).hasSize(2);
    assertThat(stored()).isEqualTo(2);
  }

  private MailboxWatches node(Duration pollEvery) {
    MailboxWatches made = node(pollEvery, true);
    made.start();
    return made;
  }

  private MailboxWatches node(Duration pollEvery, boolean enabled) {
    return new MailboxWatches(progress, leases, fetcher, pollEvery, Duration.ofMinutes(4), enabled);
  }

  private static String letter(String subject) {
    return "From: kim@customer.example\r\nMessage-ID: <%s@customer.example>\r\nSubject: %s\r\n\r\nHello\r\n"
        .formatted(UUID.randomUUID(), subject);
  }

  private void understandAll() {
    QueueWorker inbound =
        workers.stream().filter(w -> w.name().equals("inbound")).findFirst().orElseThrow();
    while (inbound.runOnce()) {}
  }

  private List<String> subjects() {
    return jdbc.sql(
            "SELECT t.subject FROM message m JOIN ticket t ON t.id = m.ticket_id WHERE t.channel_id"
                + " = :id")
        .param("id", channel.id().value())
        .query(String.class)
        .list();
  }

  private int stored() {
    return jdbc.sql("SELECT count(*) FROM inbound_message WHERE channel_id = :id")
        .param("id", channel.id().value())
        .query(Integer.class)
        .single();
  }

  private @Nullable Kind trouble() {
    Mailbox mailbox = mailboxes.byId(channel.id());
    MailboxTrouble trouble = mailbox.trouble();
    return trouble == null ? null : trouble.kind();
  }

  private @Nullable Boolean idle() {
    return jdbc.sql("SELECT idle FROM mailbox_watch WHERE channel_id = :id AND idle IS NOT NULL")
        .param("id", channel.id().value())
        .query(Boolean.class)
        .optional()
        .orElse(null);
  }

  private String holder() {
    return jdbc.sql("SELECT holder FROM mailbox_watch WHERE channel_id = :id")
        .param("id", channel.id().value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  private List<Message> on(String folder) throws MessagingException {
    try (Connections.Opened opened = connections.open(imap(), folder, Folder.READ_ONLY)) {
      Message[] messages = opened.folder().getMessages();
      for (Message message : messages) message.getFlags();
      return List.of(messages);
    }
  }

  private static boolean seen(Message message) {
    try {
      return message.isSet(Flags.Flag.SEEN);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private MailServer imap() {
    return new MailServer(
        "localhost", servers.imapPort(), Security.NONE, address, RealMailServers.PASSWORD);
  }
}
