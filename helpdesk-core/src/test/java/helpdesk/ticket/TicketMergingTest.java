package helpdesk.ticket;

import static helpdesk.ticket.Mail.KIM;
import static helpdesk.ticket.Mail.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesktest.DatabaseTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class TicketMergingTest {
  @Autowired Receptionist receptionist;
  @Autowired TicketDesk desk;
  @Autowired TicketMerging merging;
  @Autowired TicketReader reader;
  @Autowired RelatedTickets related;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  final String kims = Mail.id();
  final String others = Mail.id();
  final String subject = "Parcel " + UUID.randomUUID();
  Agent ada;
  TicketId first;
  TicketId second;

  @BeforeEach
  void twoTickets() {
    EmailAddress address = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    ada = agents.create(address, "Ada", Role.AGENT, null);
    first = receive(mail(KIM).named(kims).about(subject).saying("Where is it?"));
    second = receive(mail(STRANGER).named(others).about("Re: " + subject).saying("Me too"));
  }

  @Test
  void whatWasSaidInOneIsShownInTheOtherAndTheAbsorbedIsReadOnly() {
    merging.merge(second, first, ada);

    assertThat(view(first).messages())
        .extracting(TicketView.Message::text)
        .containsExactly("Where is it?", "Me too");
    assertThat(view(first).messages().get(1).from()).isEqualTo(view(second).number());
    assertThat(view(second).mergedInto()).isEqualTo(view(first).number());
    assertThat(view(second).messages()).isEmpty();
    assertThatThrownBy(() -> desk.reply(second, ada, WriteReply.text("Hello")))
        .isInstanceOf(DomainException.class)
        .hasMessageContaining("merged");
    assertThatThrownBy(
            () -> desk.change(second, TicketChange.status(Status.PENDING), Actor.agent(ada)))
        .isInstanceOf(DomainException.class);
  }

  @Test
  void theLogOfBothSaysSoAndNoEventMoves() {
    List<String> before = types(first);

    merging.merge(second, first, ada);

    assertThat(types(first)).hasSize(before.size() + 1).endsWith("merged_from");
    assertThat(types(second)).containsExactly("ticket_created", "customer_message", "merged_into");
    assertThat(last(first)).isEqualTo(new TicketEvent.MergedFrom(second.value(), true));
  }

  @Test
  void aWaitOfTheAbsorbedGoesOnAndOneThatWasAnsweredDoesNot() {
    desk.reply(first, ada, reply(Status.PENDING));
    desk.reply(second, ada, reply(Status.PENDING));
    TicketId third = receive(mail(KIM).about("Another"));

    merging.merge(second, first, ada);
    assertThat(last(first)).isEqualTo(new TicketEvent.MergedFrom(second.value(), false));
    assertThat(view(first).status()).isEqualTo(Status.PENDING);
    assertThat(view(first).waitingSince()).isNull();

    merging.merge(third, first, ada);
    assertThat(view(first).status()).isEqualTo(Status.OPEN);
    assertThat(view(first).waitingSince()).isNotNull();
  }

  @Test
  void laterMailToTheAbsorbedLandsInTheOther() {
    merging.merge(second, first, ada);

    Reception answer = receptionist.receive(mail(STRANGER).answering(others).message());
    Reception signed = receptionist.receive(mail(STRANGER).toSignedAddressOf(second).message());
    Reception number =
        receptionist.receive(mail(STRANGER).withNumber(view(second).number()).message());
    Reception another =
        receptionist.receive(mail(Mail.party("x@example.com")).answering(others).message());

    assertThat(List.of(answer.ticket(), signed.ticket(), number.ticket())).containsOnly(first);
    assertThat(another.suggested()).isEqualTo(first);
  }

  @Test
  void undoneBothAreAsTheyWere() {
    desk.reply(first, ada, reply(Status.RESOLVED));
    TicketView one = view(first);
    TicketView two = view(second);
    merging.merge(second, first, ada);
    assertThat(view(first).status()).isEqualTo(Status.OPEN);

    merging.undo(second, ada);

    assertThat(view(first).messages()).isEqualTo(one.messages());
    assertThat(view(second).messages()).isEqualTo(two.messages());
    assertThat(view(first).status()).isEqualTo(Status.RESOLVED);
    assertThat(view(first).waitingSince()).isNull();
    assertThat(view(second).mergedInto()).isNull();
    assertThat(types(first)).contains("merge_undone");
    assertThat(types(second)).endsWith("merge_undone");
    Reception stranger =
        receptionist.receive(mail(STRANGER).withNumber(view(first).number()).message());
    assertThat(stranger.suggested()).as("no longer takes part").isEqualTo(first);
  }

  @Test
  void whatHappenedSinceStaysWhereItHappened() {
    merging.merge(second, first, ada);
    desk.reply(first, ada, reply(Status.PENDING));
    receive(mail(STRANGER).answering(others).saying("Thank you both, it is here now"));

    merging.undo(second, ada);

    assertThat(view(second).messages())
        .extracting(TicketView.Message::text)
        .containsExactly("Me too");
    assertThat(view(first).messages()).hasSize(3);
    assertThat(view(first).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aChainIsUndoneFromItsEnd() {
    TicketId third = receive(mail(KIM).about("Third").saying("third"));
    merging.merge(second, first, ada);
    merging.merge(first, third, ada);
    assertThat(view(third).messages()).hasSize(3);
    assertThatThrownBy(() -> merging.undo(second, ada)).hasMessageContaining("first");

    merging.undo(first, ada);
    assertThat(view(first).messages()).hasSize(2);
    assertThat(view(third).messages()).hasSize(1);
    merging.undo(second, ada);

    assertThat(view(first).messages())
        .extracting(TicketView.Message::text)
        .containsExactly("Where is it?");
    assertThat(view(second).messages())
        .extracting(TicketView.Message::text)
        .containsExactly("Me too");
  }

  @Test
  void intoAnAbsorbedMeansIntoTheOneThatGoesOn() {
    TicketId third = receive(mail(KIM).about("Third"));
    merging.merge(second, first, ada);

    assertThat(merging.merge(third, second, ada)).isEqualTo(view(first).number());
    assertThat(merging.merge(third, first, ada)).as("twice").isEqualTo(view(first).number());
  }

  @Test
  void nothingIsMergedIntoItselfOrIntoWhatIsClosedSpamOrInTheBin() {
    desk.markSpam(second, true, Actor.agent(ada));

    assertThatThrownBy(() -> merging.merge(first, first, ada)).hasMessageContaining("itself");
    assertThatThrownBy(() -> merging.merge(first, second, ada)).hasMessageContaining("spam");
    desk.markSpam(second, false, Actor.agent(ada));
    close(second);
    assertThatThrownBy(() -> merging.merge(first, second, ada)).hasMessageContaining("closed");
  }

  @Test
  void twoAgentsWhoMergeTwoTicketsIntoEachOtherMakeOneOfThem() {
    CompletableFuture<?> one = CompletableFuture.runAsync(() -> merging.merge(first, second, ada));
    CompletableFuture<?> other =
        CompletableFuture.runAsync(() -> merging.merge(second, first, ada));
    one.exceptionally(e -> null).join();
    other.exceptionally(e -> null).join();

    List<TicketView> both = List.of(view(first), view(second));
    assertThat(both).filteredOn(t -> t.mergedInto() != null).hasSize(1);
    assertThat(both)
        .filteredOn(t -> t.mergedInto() == null)
        .singleElement()
        .satisfies(t -> assertThat(t.messages()).hasSize(2));
  }

  @Test
  void anAcceptedPossibleReplyJoinsTheConversationAndItsSenderTakesPart() {
    TicketId reply = receive(mail(STRANGER).answering(kims).saying("I am the sister"));
    assertThat(of(first, RelatedTickets.Relation.POSSIBLE_REPLY)).containsExactly(reply);

    merging.acceptReply(reply, ada);

    assertThat(view(first).messages())
        .extracting(TicketView.Message::text)
        .contains("I am the sister");
    assertThat(of(first, RelatedTickets.Relation.POSSIBLE_REPLY)).isEmpty();
    Reception more =
        receptionist.receive(mail(STRANGER).withNumber(view(first).number()).message());
    assertThat(more.ticket()).isEqualTo(first);
  }

  @Test
  void aDismissedPossibleReplyIsATicketLikeAnyOther() {
    TicketId reply = receive(mail(STRANGER).answering(kims));

    merging.dismissReply(reply, ada);

    assertThat(view(reply).suggested()).isNull();
    assertThat(of(first, RelatedTickets.Relation.POSSIBLE_REPLY)).isEmpty();
    assertThatThrownBy(() -> merging.acceptReply(reply, ada)).isInstanceOf(DomainException.class);
  }

  @Test
  void aPossibleReplyToAClosedTicketBecomesItsFollowUp() {
    close(first);
    TicketId reply = receive(mail(STRANGER).answering(kims));

    merging.acceptReply(reply, ada);

    assertThat(view(reply).followUpOf()).isEqualTo(view(first).number());
    assertThat(view(first).status()).isEqualTo(Status.CLOSED);
    assertThat(of(first, RelatedTickets.Relation.FOLLOW_UP)).containsExactly(reply);
  }

  @Test
  void theSameSubjectAndPersonLatelyIsASuggestionAndNoMore() {
    TicketId again = receive(mail(KIM).about("Fwd: [shop] RE:  " + subject));
    receive(mail(Mail.party("y@example.com")).about(subject));

    assertThat(of(again, RelatedTickets.Relation.SIMILAR)).containsExactly(first);
    assertThat(of(first, RelatedTickets.Relation.SIMILAR)).containsExactly(again);
    jdbc.sql("UPDATE ticket SET updated_at = :old WHERE id = :id")
        .param("old", helpdesk.shared.Sql.at(clock.instant().minus(Duration.ofDays(15))))
        .param("id", first.value())
        .update();
    assertThat(of(again, RelatedTickets.Relation.SIMILAR)).isEmpty();
  }

  private void close(TicketId ticket) {
    desk.reply(ticket, ada, reply(Status.RESOLVED));
    desk.closeIfStillResolved(ticket, clock.instant().plus(Duration.ofSeconds(1)));
  }

  private List<TicketId> of(TicketId ticket, RelatedTickets.Relation relation) {
    return related.of(ticket).stream()
        .filter(r -> r.relation() == relation)
        .map(RelatedTickets.Related::id)
        .toList();
  }

  private TicketId receive(Mail mail) {
    return receptionist.receive(mail.message()).ticket();
  }

  private Mail mail(Party from) {
    return Mail.from(from, clock.instant());
  }

  private static WriteReply reply(Status then) {
    return new WriteReply("Here it is.", null, null, List.of(), then, null, null);
  }

  private TicketView view(TicketId id) {
    return reader.byNumber(reader.heads(List.of(id)).get(0).number());
  }

  private List<String> types(TicketId id) {
    return log.of(id).stream().map(e -> e.event().type()).toList();
  }

  private TicketEvent last(TicketId id) {
    List<LoggedEvent> story = log.of(id);
    return story.get(story.size() - 1).event();
  }
}
