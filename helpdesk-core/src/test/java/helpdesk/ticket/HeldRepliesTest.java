package helpdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.attachment.Files;
import helpdesk.channel.email.sending.MailDesk;
import helpdesk.channel.email.sending.MailTest;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesktest.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MailTest
class HeldRepliesTest {
  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final Party COLLEAGUE =
      new Party(null, new EmailAddress("colleague@customer.example"));
  @Autowired MailDesk mail;
  @Autowired HeldReplies held;
  @Autowired HeldReplyWorker worker;
  @Autowired TicketDesk desk;
  @Autowired Receptionist receptionist;
  @Autowired TicketMerging merging;
  @Autowired TicketErasure erasure;
  @Autowired Tickets tickets;
  @Autowired TicketReader reader;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired Files files;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  Agent ada;
  Agent bo;
  TicketId ticket;

  @BeforeEach
  void aQuestion() {
    mail.startAfresh();
    jdbc.sql("DELETE FROM held_reply").update();
    ada = hire("Ada", Role.AGENT);
    bo = hire("Bo", Role.ADMINISTRATOR);
    ticket = mail.asks("Where is my parcel?");
  }

  @Test
  void aReplyLeavesWhenItsTimeHasComeAndNotBefore() {
    List<String> before = types(ticket);
    assertThat(held.send(ticket, ada, WriteReply.text("On its way."))).isTrue();

    clock.advance(HOLD.minusMillis(1));
    sendDue();
    assertThat(messages(ticket)).containsExactly("Please help.");
    assertThat(types(ticket)).isEqualTo(before);
    assertThat(mails(ticket)).isZero();
    MessageId promised = only(ticket).id();

    clock.advance(Duration.ofMillis(1));
    sendDue();
    assertThat(messages(ticket)).containsExactly("Please help.", "On its way.");
    assertThat(view(ticket).messages().get(1).id()).isEqualTo(promised);
    assertThat(view(ticket).messages().get(1).at()).isEqualTo(clock.instant());
    assertThat(mails(ticket)).isEqualTo(1);
    assertThat(held.of(ticket, ada.id())).isEmpty();
  }

  @Test
  void whatIsTakenBackNeverHappened() {
    List<String> before = types(ticket);
    WriteReply reply = reply("Too early", Status.RESOLVED, null, Tokens.randomBytes(32));
    held.send(ticket, ada, reply);

    WriteReply back = held.takeBack(ticket, only(ticket).id(), ada.id()).orElseThrow();
    clock.advance(HOLD);
    sendDue();

    assertThat(back.text()).isEqualTo("Too early");
    assertThat(back.then()).isEqualTo(Status.RESOLVED);
    assertThat(messages(ticket)).containsExactly("Please help.");
    assertThat(types(ticket)).isEqualTo(before);
    assertThat(view(ticket).status()).isEqualTo(Status.NEW);
    assertThat(mails(ticket)).isZero();
  }

  @Test
  void itIsTakenBackOnceByItsAuthorAndNotAfterItHasLeft() {
    held.send(ticket, ada, WriteReply.text("One"));
    MessageId one = only(ticket).id();
    assertThatThrownBy(() -> held.takeBack(ticket, one, bo.id()))
        .extracting("kind")
        .isEqualTo(DomainException.Kind.FORBIDDEN);

    assertThat(held.takeBack(ticket, one, ada.id())).isPresent();
    assertThat(held.takeBack(ticket, one, ada.id())).isEmpty();

    held.send(ticket, ada, WriteReply.text("Two"));
    MessageId two = only(ticket).id();
    clock.advance(HOLD);
    sendDue();
    assertThatThrownBy(() -> held.takeBack(ticket, two, ada.id()))
        .hasMessage("It has been sent already.")
        .extracting("kind")
        .isEqualTo(DomainException.Kind.CONFLICT);
  }

  @Test
  void takenBackAndLeavingAtOnceExactlyOneOfBothHappens() throws Exception {
    for (int n = 0; n < 40; n++) {
      TicketId contested = mail.asks("Race " + n);
      held.send(contested, ada, WriteReply.text("Now or never"));
      MessageId reply = only(contested).id();
      clock.advance(HOLD);
      CyclicBarrier start = new CyclicBarrier(3);

      CompletableFuture<Void> one = racing(start, this::sendDue);
      CompletableFuture<Void> other = racing(start, this::sendDue);
      start.await();
      Optional<WriteReply> back = takeBackIfNotLeft(contested, reply);
      CompletableFuture.allOf(one, other).join();
      sendDue();

      boolean sent = messages(contested).contains("Now or never");
      assertThat(sent).isNotEqualTo(back.isPresent());
      assertThat(mails(contested)).isEqualTo(sent ? 1 : 0);
      assertThat(held.of(contested, ada.id())).isEmpty();
    }
  }

  @Test
  void aTicketOnWhichSomebodyWorksHoldsUpNoOther() {
    TicketId other = mail.asks("Another");
    held.send(ticket, ada, WriteReply.text("First"));
    held.send(other, ada, WriteReply.text("Second"));
    clock.advance(HOLD);

    transaction.executeWithoutResult(
        status -> {
          tickets.lock(ticket);
          CompletableFuture.runAsync(this::sendDue).join();
          assertThat(messages(other)).contains("Second");
        });
    assertThat(messages(ticket)).doesNotContain("First");

    sendDue();
    assertThat(messages(ticket)).contains("First");
  }

  @Test
  void aNodeThatDiesWhileItGivesAReplyLosesAndRepeatsNothing() {
    held.send(ticket, ada, WriteReply.text("Once"));
    clock.advance(HOLD);

    assertThatThrownBy(() -> transaction.executeWithoutResult(status -> sendAndLoseConnection()))
        .isInstanceOf(RuntimeException.class);
    assertThat(messages(ticket)).containsExactly("Please help.");
    assertThat(mails(ticket)).isZero();

    sendDue();
    assertThat(messages(ticket)).containsExactly("Please help.", "Once");
    assertThat(mails(ticket)).isEqualTo(1);
  }

  @Test
  void sentTwiceUnderOneKeyItLeavesOnce() {
    WriteReply reply = reply("Once", null, null, Tokens.randomBytes(32));

    assertThat(held.send(ticket, ada, reply)).isTrue();
    assertThat(held.send(ticket, ada, reply)).isTrue();
    clock.advance(HOLD);
    sendDue();

    assertThat(held.send(ticket, ada, reply)).isFalse();
    clock.advance(HOLD);
    sendDue();
    assertThat(messages(ticket)).containsExactly("Please help.", "Once");
  }

  @Test
  void aColleagueWhoHasNotSeenAWaitingReplyIsToldAndWhoHasSeenItMaySend() {
    MessageId seen = view(ticket).messages().get(0).id();
    held.send(ticket, ada, reply("I was first.", null, seen, null));

    assertThatThrownBy(() -> held.send(ticket, bo, reply("Me too", null, seen, null)))
        .isInstanceOf(AlreadyAnswered.class);

    held.send(ticket, ada, reply("And one thing more.", null, seen, null));
    MessageId newest = held.of(ticket, bo.id()).get(1).id();
    held.send(ticket, bo, reply("I know, and add this.", null, newest, null));
    clock.advance(HOLD);
    sendDue();
    assertThat(messages(ticket)).contains("I was first.", "I know, and add this.");
  }

  @Test
  void repliesOfOneTicketLeaveInTheOrderTheyWereSent() {
    held.send(ticket, ada, WriteReply.text("One"));
    clock.advance(Duration.ofSeconds(1));
    held.send(ticket, ada, WriteReply.text("Two"));
    clock.advance(HOLD);
    sendDue();

    assertThat(messages(ticket)).containsExactly("Please help.", "One", "Two");
  }

  @Test
  void whatTheDeskRefusesIsRefusedWhenItIsSent() {
    assertThatThrownBy(() -> held.send(ticket, ada, WriteReply.text(" ")))
        .hasMessageContaining("nothing written");
    TicketId other = mail.asks("Merged");
    merging.merge(other, ticket, ada);
    assertThatThrownBy(() -> held.send(other, ada, WriteReply.text("Hello")))
        .hasMessageContaining("merged");
    desk.change(ticket, TicketChange.status(Status.CLOSED), Actor.agent(ada));
    assertThatThrownBy(() -> held.send(ticket, ada, WriteReply.text("Hello")))
        .hasMessageContaining("closed");

    assertThat(held.of(ticket, ada.id())).isEmpty();
    assertThat(held.of(other, ada.id())).isEmpty();
  }

  @Test
  void aCustomerWhoWritesMeanwhileStillGetsTheReply() {
    MessageId seen = view(ticket).messages().get(0).id();
    held.send(ticket, ada, reply("On its way.", Status.PENDING, seen, null));
    clock.advance(Duration.ofSeconds(1));
    receptionist.receive(
        Mail.from(MailDesk.KIM, clock.instant())
            .answering(view(ticket).messages().get(0).rfcMessageId())
            .copying(COLLEAGUE)
            .saying("Never mind, it came.")
            .message());
    clock.advance(HOLD);
    sendDue();

    assertThat(messages(ticket))
        .containsExactly("Please help.", "Never mind, it came.", "On its way.");
    assertThat(view(ticket).status()).isEqualTo(Status.PENDING);
    TicketView.Message sent = view(ticket).messages().get(2);
    assertThat(sent.to()).containsExactly(MailDesk.KIM);
    assertThat(sent.cc()).as("who was not there when it was written").isEmpty();
  }

  @Test
  void whatIsRefusedWhenItIsDueStaysWithItsReasonForItsAuthorAlone() {
    held.send(ticket, ada, WriteReply.text("Too slow"));
    desk.change(ticket, TicketChange.status(Status.CLOSED), Actor.agent(bo));
    clock.advance(HOLD);
    sendDue();
    clock.advance(HOLD);
    sendDue();

    HeldReply refused = only(ticket);
    assertThat(refused.leaves()).isFalse();
    assertThat(refused.refusal()).isEqualTo("This ticket is closed. Open a follow-up instead.");
    assertThat(held.of(ticket, bo.id())).isEmpty();
    assertThat(messages(ticket)).containsExactly("Please help.");
    assertThat(held.takeBack(ticket, refused.id(), ada.id()).orElseThrow().text())
        .isEqualTo("Too slow");
  }

  @Test
  void aProgramThatAnswersMeanwhileIsNotAnsweredOver() {
    MessageId seen = view(ticket).messages().get(0).id();
    held.send(ticket, ada, reply("By hand", null, seen, null));
    desk.reply(ticket, bo, WriteReply.text("By a program"));
    clock.advance(HOLD);
    sendDue();

    assertThat(messages(ticket)).containsExactly("Please help.", "By a program");
    assertThat(only(ticket).refusal()).startsWith("A colleague has just answered");
  }

  @Test
  void aReplyThatCannotBeReadHoldsUpNoOther() {
    TicketId other = mail.asks("Another");
    held.send(ticket, ada, WriteReply.text("Broken"));
    MessageId broken = only(ticket).id();
    held.send(other, ada, WriteReply.text("Whole"));
    jdbc.sql("UPDATE held_reply SET reply = '[7]' WHERE id = :id")
        .param("id", broken.value())
        .update();
    clock.advance(HOLD);
    sendDue();

    assertThat(messages(other)).contains("Whole");
    assertThat(messages(ticket)).containsExactly("Please help.");
    assertThat(dueAt(broken)).isEqualTo(clock.instant().plus(HeldReplyWorker.AFTER_FAILURE));
  }

  @Test
  void aMergeTakesItAlongToTheTicketThatGoesOn() {
    TicketId target = mail.asks("The same again");
    held.send(ticket, ada, WriteReply.text("For both"));
    MessageId reply = only(ticket).id();
    merging.merge(ticket, target, bo);

    assertThatThrownBy(() -> held.takeBack(ticket, reply, ada.id())).hasMessageContaining("merged");
    assertThat(only(target).id()).isEqualTo(reply);
    clock.advance(HOLD);
    sendDue();

    assertThat(messages(target)).contains("For both");
    assertThat(mails(target)).isEqualTo(1);
  }

  @Test
  void whoDeletesTheTicketDropsItWithItsFiles() {
    IncomingFile file = file("Receipt " + UUID.randomUUID());
    held.send(ticket, ada, withFile("See there", file));
    desk.trash(ticket, true, Actor.agent(bo));

    erasure.delete(ticket, bo);
    clock.advance(HOLD);
    sendDue();

    assertThat(stored(file)).isFalse();
    assertThat(
            jdbc.sql("SELECT count(*) FROM held_reply WHERE ticket_id = :ticket")
                .param("ticket", ticket.value())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aFileStaysWhileSomethingHoldsItAndGoesWithTheLast() {
    IncomingFile sent = file("Sent " + UUID.randomUUID());
    IncomingFile dropped = file("Dropped " + UUID.randomUUID());
    held.send(ticket, ada, withFile("See there", sent));
    clock.advance(HOLD);
    sendDue();
    held.send(ticket, ada, withFile("And there", dropped));
    assertThat(stored(dropped)).isTrue();
    files.discard(dropped.file().sha256());
    assertThat(stored(dropped)).as("nobody takes it from a waiting reply").isTrue();

    WriteReply back = held.takeBack(ticket, only(ticket).id(), ada.id()).orElseThrow();

    assertThat(back.files()).containsExactly(dropped);
    assertThat(stored(dropped)).isFalse();
    assertThat(stored(sent)).isTrue();
    assertThat(view(ticket).messages().get(1).files())
        .extracting(TicketView.File::name)
        .containsExactly(sent.name());
  }

  private void sendDue() {
    while (worker.runOnce()) {}
  }

  /** The connection breaks after everything is written and before it is committed. */
  private void sendAndLoseConnection() {
    sendDue();
    assertThat(messages(ticket)).contains("Once");
    int backend = jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
    CompletableFuture.runAsync(
            () ->
                jdbc.sql("SELECT pg_terminate_backend(:pid, 5000)")
                    .param("pid", backend)
                    .query(Boolean.class)
                    .single())
        .join();
  }

  private Optional<WriteReply> takeBackIfNotLeft(TicketId from, MessageId reply) {
    try {
      return held.takeBack(from, reply, ada.id());
    } catch (DomainException e) {
      assertThat(e).hasMessage("It has been sent already.");
      return Optional.empty();
    }
  }

  private static CompletableFuture<Void> racing(CyclicBarrier start, Runnable deed) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            start.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          deed.run();
        });
  }

  private HeldReply only(TicketId id) {
    List<HeldReply> all = held.of(id, ada.id());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private TicketView view(TicketId id) {
    return reader.byNumber(reader.heads(List.of(id)).get(0).number());
  }

  private List<String> messages(TicketId id) {
    return view(id).messages().stream().map(TicketView.Message::text).toList();
  }

  private List<String> types(TicketId id) {
    return log.of(id).stream().map(e -> e.event().type()).toList();
  }

  private long mails(TicketId id) {
    return jdbc.sql("SELECT count(*) FROM outbound_message WHERE ticket_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  private java.time.Instant dueAt(MessageId reply) {
    return jdbc.sql("SELECT due_at FROM held_reply WHERE id = :id")
        .param("id", reply.value())
        .query(java.time.OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private boolean stored(IncomingFile file) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM blob WHERE sha256 = decode(:sha, 'hex'))")
        .param("sha", file.file().sha256())
        .query(Boolean.class)
        .single();
  }

  private IncomingFile file(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new IncomingFile(
        Objects.requireNonNull(
            transaction.execute(s -> files.store(() -> new ByteArrayInputStream(bytes)))),
        content + ".txt",
        "text/plain",
        false,
        null);
  }

  private static WriteReply withFile(String text, IncomingFile file) {
    return new WriteReply(text, null, null, List.of(file), null, null, null);
  }

  private static WriteReply reply(
      String text, @Nullable Status then, @Nullable MessageId seen, byte @Nullable [] key) {
    return new WriteReply(text, null, null, List.of(), then, seen, key);
  }

  private Agent hire(String name, Role role) {
    EmailAddress address = new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
    return agents.create(address, name, role, null);
  }
}
