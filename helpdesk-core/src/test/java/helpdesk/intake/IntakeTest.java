package helpdesk.intake;

import static helpdesk.intake.InboundView.State.DUPLICATE;
import static helpdesk.intake.InboundView.State.IGNORED;
import static helpdesk.intake.InboundView.State.PROCESSED;
import static helpdesk.intake.InboundView.State.QUARANTINED;
import static helpdesk.intake.InboundView.State.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import helpdesk.shared.DomainException;
import helpdesk.ticket.Origin;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

@DatabaseTest
class IntakeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  @Autowired Intake intake;
  @Autowired InboundWorker worker;
  @Autowired InboundQueue queue;
  @Autowired JdbcClient jdbc;

  @Test
  void whatIsStoredIsGivenBackByteForByteAcrossChunks() throws IOException {
    byte[] large = new byte[2 * Spool.CHUNK + 17];
    new Random(1).nextBytes(large);

    long id = intake.store(arrival("elsewhere", null), new ByteArrayInputStream(large));

    try (InputStream raw = intake.raw(id)) {
      assertThat(raw.readAllBytes()).isEqualTo(large);
    }
    assertThat(intake.find(id).size()).isEqualTo(large.length);
  }

  @Test
  void theSameKeyOfTheSameSourceIsStoredOnce() {
    String key = UUID.randomUUID().toString();
    long first = intake.store(arrival("test", key), stream("\n\none"));

    assertThat(intake.store(arrival("test", key), stream("\n\nanother"))).isEqualTo(first);
    assertThat(intake.known("test", List.of(key, "never seen"))).containsExactly(key);
  }

  @Test
  void anEmptyMessageAndOneThatIsTooLargeAreRefusedAndNothingIsKept() {
    String key = UUID.randomUUID().toString();
    InputStream endless = new Endless(intake.largest().toBytes() + 1);

    assertThatThrownBy(() -> intake.store(arrival("test", key), endless))
        .isInstanceOf(DomainException.class)
        .extracting("kind")
        .isEqualTo(DomainException.Kind.TOO_LARGE);
    assertThatThrownBy(() -> intake.store(arrival("test", key), stream("")))
        .extracting("kind")
        .isEqualTo(DomainException.Kind.INVALID);
    assertThat(intake.known("test", List.of(key))).isEmpty();
  }

  @Test
  void aSettingAboveTheCeilingStopsTheStart() {
    assertThatThrownBy(() -> new IntakeSettings(DataSize.ofMegabytes(251), 4))
        .hasMessageContaining("250MB");
  }

  @Test
  void aMessageBecomesATicketAndItsReplyJoinsIt() {
    String id = UUID.randomUUID() + "@example.org";
    long first = store("Message-ID: " + id + "\nSubject: Where is it?\n\nMy parcel");
    long reply = store("In-Reply-To: " + id + "\nSubject: Re: Where is it?\n\nStill waiting");

    work();

    assertThat(intake.find(first).state()).isEqualTo(PROCESSED);
    assertThat(intake.find(first).ticket()).isNotNull().isEqualTo(intake.find(reply).ticket());
  }

  @Test
  void whatWasReceivedBeforeItsTicketWasOpenedDoesNotStandBeforeItInTheStory() {
    String id = UUID.randomUUID() + "@example.org";
    store("In-Reply-To: " + id + "\nSubject: Re: Order\n\nthe answer, met first");
    Intake.Arrival earlier =
        new Intake.Arrival("test", null, null, Origin.INBOUND, NOON.minusSeconds(60), null);
    long original = intake.store(earlier, stream("Message-ID: " + id + "\n\nthe question"));

    work();

    Instant first =
        jdbc.sql(
                """
                SELECT min(e.occurred_at) FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id
                 WHERE t.number = :number
                """)
            .param("number", intake.find(original).ticket())
            .query((row, n) -> row.getTimestamp(1).toInstant())
            .single();
    assertThat(first).isEqualTo(NOON);
  }

  @Test
  void aMessageMetTwiceIsADuplicateOfTheFirst() {
    String text = "Subject: Twice\n\n" + UUID.randomUUID();
    long first = store(text);
    long second = store(text);

    work();

    assertThat(intake.find(second).state()).isEqualTo(DUPLICATE);
    assertThat(intake.find(second).ticket()).isEqualTo(intake.find(first).ticket());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "bug", "broken statement", "deep"})
  void aPoisonedMessageIsQuarantinedWithAReasonAndTheNextIsProcessed(String poison) {
    long bad = store("From: mallory@example.org\nSubject: Poison\n\n" + poison);
    long good = store("Subject: Fine\n\n" + UUID.randomUUID());

    work();

    InboundView quarantined = intake.find(bad);
    assertThat(quarantined.state()).isEqualTo(QUARANTINED);
    assertThat(quarantined.reason()).isNotBlank().endsWith(".");
    assertThat(quarantined.sender()).isEqualTo("mallory@example.org");
    assertThat(quarantined.subject()).isEqualTo("Poison");
    assertThat(intake.list(QUARANTINED, null, 10)).extracting(InboundView::id).contains(bad);
    assertThat(intake.find(good).state()).isEqualTo(PROCESSED);
  }

  @Test
  void aMessageOfNoInterestIsIgnoredWithItsReasonAndCanBeTriedAgain() {
    long id = store("\n\nunwanted " + UUID.randomUUID());
    work();
    assertThat(intake.find(id).state()).isEqualTo(IGNORED);
    assertThat(intake.find(id).reason()).isEqualTo("It is our own.");

    intake.retry(id);

    assertThat(intake.find(id).state()).isEqualTo(RECEIVED);
    work();
    assertThat(intake.find(id).state()).isEqualTo(IGNORED);
    assertThatThrownBy(() -> intake.retry(store("\n\nnot yet"))).hasMessageContaining("Only");
  }

  @Test
  void aMessageThatKillsItsProcessIsQuarantinedAfterThreeAttempts() {
    long killer = store("Subject: Killer\n\n" + UUID.randomUUID());
    for (int death = 0; death < InboundWorker.STARTS_AT_MOST; death++) queue.begin(killer);

    work();

    assertThat(intake.find(killer).state()).isEqualTo(QUARANTINED);
    assertThat(intake.find(killer).reason()).contains("begun 3 times");
    intake.retry(killer);
    work();
    assertThat(intake.find(killer).state()).isEqualTo(PROCESSED);
  }

  @Test
  void aConnectionLostInTheMiddleLeavesTheMessageInLineForLater() {
    long id = store("\n\ncut " + UUID.randomUUID());

    work();

    assertThat(intake.find(id).state()).isEqualTo(RECEIVED);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              work();
              assertThat(intake.find(id).state()).isEqualTo(PROCESSED);
            });
  }

  @Test
  void twoWorkersTakeTwoHundredMessagesInExactlyOnce() {
    String subject = "Crowd " + UUID.randomUUID();
    List<Long> ids = new ArrayList<>();
    IntStream.range(0, 200).forEach(n -> ids.add(store("Subject: " + subject + "\n\n" + n)));

    CompletableFuture<Void> other = CompletableFuture.runAsync(this::work);
    work();
    other.join();

    Set<Long> tickets = new HashSet<>();
    ids.forEach(id -> tickets.add(intake.find(id).ticket()));
    assertThat(tickets).hasSize(200).doesNotContainNull();
    long messages =
        jdbc.sql("SELECT count(*) FROM message WHERE subject = :subject")
            .param("subject", subject)
            .query(Long.class)
            .single();
    assertThat(messages).isEqualTo(200);
  }

  @Test
  void aRefusedMessageShowsItsHeadersAndCannotBeTriedAgain() {
    Intake.Arrival arrival = arrival("test", UUID.randomUUID().toString());
    byte[] headers =
        "From: =?utf-8?q?Åsa?= <Asa@Example.org>\r\nSubject:\r\n =?UTF-8?B?U3RvciBmaWw=?=\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8);

    long id = intake.refuse(arrival, headers, 300_000_000, "It is larger than 100 MB.");

    InboundView refused = intake.find(id);
    assertThat(refused.state()).isEqualTo(QUARANTINED);
    assertThat(refused.sender()).isEqualTo("asa@example.org");
    assertThat(refused.subject()).isEqualTo("Stor fil");
    assertThat(refused.size()).isEqualTo(300_000_000);
    assertThatThrownBy(() -> intake.retry(id)).hasMessageContaining("Only the headers");
  }

  @Test
  void waitingForAMessageEndsWithWhereItStands() {
    long id = store("Subject: Wait\n\n" + UUID.randomUUID());
    assertThat(intake.await(id, Duration.ZERO).state()).isEqualTo(RECEIVED);

    CompletableFuture<InboundView> waited =
        CompletableFuture.supplyAsync(() -> intake.await(id, Duration.ofSeconds(20)));
    work();

    assertThat(waited.join().state()).isEqualTo(PROCESSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n\n", "From", "From:", "Subject: =?x?y?z?=", "From: <\u0000>"})
  void theFirstLookTakesAnything(String message) {
    assertThat(Stream.of(FirstLook.at(message.getBytes(StandardCharsets.UTF_8)))).hasSize(1);
  }

  private void work() {
    while (worker.runOnce()) {}
  }

  private long store(String text) {
    return intake.store(arrival("test", null), stream(text));
  }

  private static Intake.Arrival arrival(String source, @Nullable String key) {
    return new Intake.Arrival(source, key, null, Origin.INBOUND, NOON, null);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** So many zeros, without the memory. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) return -1;
      int count = (int) Math.min(length, left);
      left -= count;
      return count;
    }
  }
}
