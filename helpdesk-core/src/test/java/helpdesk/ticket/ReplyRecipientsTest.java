package helpdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.ReplyRecipients.Answered;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyRecipientsTest {
  private static final Party KIM = party("Kim", "kim@customer.example");
  private static final Party JO = party("Jo", "jo@customer.example");
  private static final Party LEE = party(null, "lee@elsewhere.example");
  private static final Party HELP = party("Harbour Lane", "help@desk.example");
  private static final Party SIGNED =
      party("Harbour Lane", "help+t17.abcdefghijklmnop@desk.example");
  private static final OwnMailboxes OURS =
      new OwnMailboxes(Set.of(HELP.email(), new EmailAddress("returns+eu@desk.example")));

  @Test
  void aMessageIsAnsweredToWhoWroteIt() {
    assertThat(answer(new Answered(KIM, List.of(), List.of(HELP), List.of())))
        .isEqualTo(Recipients.to(List.of(KIM)));
  }

  @Test
  void theOthersOfTheMessageGetCopiesAndItsSenderAndOurMailboxesDoNot() {
    Answered message = new Answered(KIM, List.of(), List.of(HELP, JO, KIM), List.of(LEE, SIGNED));
    assertThat(answer(message))
        .isEqualTo(new Recipients(List.of(KIM), List.of(JO, LEE), List.of()));
  }

  @Test
  void aMarkBehindAPlusDoesNotHideAMailboxOfOurs() {
    Party plain = party(null, "help+orders@desk.example");
    Party twice = party(null, "help+a+b@desk.example");
    Party marked = party(null, "returns+eu+t4.abcdefghijklmnop@desk.example");
    Party stranger = party(null, "returns@desk.example");
    Answered message =
        new Answered(KIM, List.of(), List.of(plain, twice, marked), List.of(stranger));
    assertThat(answer(message).cc()).containsExactly(stranger);
  }

  @Test
  void somebodyNamedTwiceGetsItOnce() {
    Answered message =
        new Answered(
            KIM, List.of(), List.of(JO, party("J.", "JO@customer.example")), List.of(JO, LEE));
    assertThat(answer(message).cc()).containsExactly(JO, LEE);
  }

  @Test
  void whoAsksToBeAnsweredElsewhereIsAndGetsNoCopyHere() {
    Party home = party("Kim", "kim@home.example");
    Answered message = new Answered(KIM, List.of(home), List.of(HELP, JO), List.of(KIM));
    assertThat(answer(message)).isEqualTo(new Recipients(List.of(home), List.of(JO), List.of()));
  }

  @Test
  void whoAsksThatWeAnswerOurselvesIsAnsweredAllTheSame() {
    assertThat(answer(new Answered(KIM, List.of(SIGNED), List.of(HELP), List.of())))
        .isEqualTo(Recipients.to(List.of(KIM)));
  }

  @Test
  void aFollowersMessageIsAnsweredToTheFollowerAndNotToTheRequesterWhoWasNotInIt() {
    assertThat(answer(new Answered(JO, List.of(), List.of(HELP), List.of())))
        .isEqualTo(Recipients.to(List.of(JO)));
  }

  @Test
  void aMessageThatAMailboxOfOursSentIsAnsweredToWhomItWent() {
    assertThat(answer(new Answered(HELP, List.of(), List.of(JO), List.of(LEE))))
        .isEqualTo(new Recipients(List.of(JO), List.of(LEE), List.of()));
  }

  @Test
  void theRequesterIsAnsweredWhereThereIsNoMessageOrItLeavesNobody() {
    assertThat(answer(null)).isEqualTo(Recipients.to(List.of(KIM)));
    assertThat(answer(new Answered(null, List.of(), List.of(), List.of())))
        .isEqualTo(Recipients.to(List.of(KIM)));
    assertThat(answer(new Answered(HELP, List.of(), List.of(SIGNED), List.of())))
        .isEqualTo(Recipients.to(List.of(KIM)));
  }

  @Test
  void whoLeftNoAddressIsNobody() {
    assertThat(ReplyRecipients.of(null, null, OURS).nobody()).isTrue();
    assertThat(ReplyRecipients.of(null, HELP, OURS).nobody()).isTrue();
  }

  @Test
  void aCustomerWhoSignsWithoutANameIsCalledAsWeKnowThem() {
    Party unnamed = party(null, KIM.email().value());
    assertThat(answer(new Answered(unnamed, List.of(), List.of(), List.of())).to())
        .containsExactly(KIM);
  }

  @Test
  void whoWritesToACrowdIsAnsweredAlone() {
    List<Party> crowd =
        IntStream.range(0, 150).mapToObj(n -> party(null, "c" + n + "@crowd.example")).toList();
    Recipients recipients = answer(new Answered(KIM, List.of(), List.of(), crowd));
    assertThat(recipients.to()).containsExactly(KIM);
    assertThat(recipients.cc()).isEmpty();
  }

  @Test
  void nobodyStandsInTwoLists() {
    Recipients recipients = new Recipients(List.of(KIM), List.of(KIM, JO), List.of(JO, LEE, LEE));
    assertThat(recipients).isEqualTo(new Recipients(List.of(KIM), List.of(JO), List.of(LEE)));
  }

  @Test
  void aReplyToACrowdIsRefused() {
    List<Party> crowd =
        IntStream.range(0, 101).mapToObj(n -> party(null, "c" + n + "@crowd.example")).toList();
    assertThatThrownBy(() -> Recipients.to(crowd))
        .isInstanceOf(DomainException.class)
        .hasMessage("A reply goes to at most 100 addresses.");
  }

  private static Recipients answer(@Nullable Answered message) {
    return ReplyRecipients.of(message, KIM, OURS);
  }

  private static Party party(@Nullable String name, String address) {
    return new Party(name, new EmailAddress(address));
  }
}
