package helpdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import helpdesktest.DatabaseTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ReceptionistTest {
  private static final Party KIM = new Party("Kim", new EmailAddress("kim@example.org"));
  private static final Party STRANGER = new Party(null, new EmailAddress("stranger@example.net"));

  @Autowired Receptionist receptionist;
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired Agents agents;
  @Autowired Clock clock;
  final String first = UUID.randomUUID() + "@example.org";

  @Test
  void theSameMessageTwiceIsOneMessage() {
    Reception opened = receptionist.receive(mail(KIM, first, List.of(), "Help", false));

    Reception again = receptionist.receive(mail(KIM, first, List.of(), "Help", false));

    assertThat(again.outcome()).isEqualTo(Reception.Outcome.DUPLICATE);
    assertThat(again.ticket()).isEqualTo(opened.ticket());
  }

  @Test
  void aParticipantsAnswerToAKnownMessageJoinsItsConversation() {
    Reception opened = receptionist.receive(mail(KIM, first, List.of(), "Help", false));

    Reception more =
        receptionist.receive(mail(KIM, id(), List.of(first), "And one thing more", false));

    assertThat(more.outcome()).isEqualTo(Reception.Outcome.ATTACHED);
    assertThat(more.ticket()).isEqualTo(opened.ticket());
  }

  @Test
  void aStrangersAnswerToACustomersMessageIsOnlyAPossibleReply() {
    Reception opened = receptionist.receive(mail(KIM, first, List.of(), "Help", false));

    Reception strange =
        receptionist.receive(mail(STRANGER, id(), List.of(first), "Let me in", false));

    assertThat(strange.outcome()).isEqualTo(Reception.Outcome.OPENED);
    assertThat(strange.ticket()).isNotEqualTo(opened.ticket());
    assertThat(strange.suggested()).isEqualTo(opened.ticket());
  }

  @Test
  void whereThreadsAreOpenAStrangerJoinsAndAnUnseenAncestorIsEnough() {
    String unseen = id();
    Reception one = receptionist.receive(mail(KIM, first, List.of(unseen), "Re: list", true));

    Reception two = receptionist.receive(mail(STRANGER, id(), List.of(unseen), "Re: list", true));
    Reception ancestor = receptionist.receive(mail(STRANGER, unseen, List.of(), "list", true));

    assertThat(two.ticket()).isEqualTo(one.ticket());
    assertThat(ancestor.ticket()).isEqualTo(one.ticket());
  }

  @Test
  void aCustomersMessageReopensASolvedTicketButAShortThanksDoesNot() {
    Reception opened = receptionist.receive(mail(KIM, first, List.of(), "Help", false));
    desk.reply(opened.ticket(), ada(), reply(Status.RESOLVED));

    receptionist.receive(mail(KIM, id(), List.of(first), "Thank you!", false));
    assertThat(status(opened)).isEqualTo(Status.RESOLVED);

    receptionist.receive(mail(KIM, id(), List.of(first), "It broke again.", false));
    assertThat(status(opened)).isEqualTo(Status.OPEN);
  }

  @Test
  void aMessageToAClosedTicketOpensAFollowUp() {
    Reception opened = receptionist.receive(mail(KIM, first, List.of(), "Help", false));
    desk.reply(opened.ticket(), ada(), reply(Status.RESOLVED));
    desk.closeIfStillResolved(opened.ticket(), clock.instant().plus(Duration.ofSeconds(1)));

    Reception later = receptionist.receive(mail(KIM, id(), List.of(first), "Months later", false));

    assertThat(later.outcome()).isEqualTo(Reception.Outcome.OPENED);
    assertThat(view(later).followUpOf()).isEqualTo(view(opened).number());
    assertThat(status(opened)).isEqualTo(Status.CLOSED);
  }

  private Status status(Reception reception) {
    return view(reception).status();
  }

  @Autowired org.springframework.jdbc.core.simple.JdbcClient jdbc;

  private TicketView view(Reception reception) {
    long number =
        jdbc.sql("SELECT number FROM ticket WHERE id = :id")
            .param("id", reception.ticket().value())
            .query(Long.class)
            .single();
    return reader.byNumber(new TicketNumber(number));
  }

  private Agent ada() {
    return agents.create(
        new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example"), "Ada", Role.AGENT, null);
  }

  private static WriteReply reply(@Nullable Status then) {
    return new WriteReply("Here is your answer.", null, null, List.of(), then, null, null);
  }

  private static String id() {
    return UUID.randomUUID() + "@example.net";
  }

  private IncomingMessage mail(
      Party from, String id, List<String> references, String text, boolean open) {
    return new IncomingMessage(
        ChannelKind.EMAIL,
        null,
        Origin.INBOUND,
        MessageKind.CUSTOMER,
        null,
        false,
        null,
        clock.instant(),
        clock.instant(),
        from,
        List.of(),
        List.of(),
        "A question",
        text,
        text,
        null,
        List.of(),
        id,
        references,
        null,
        null,
        open,
        null,
        null,
        Tokens.hash(id + text),
        null);
  }
}
