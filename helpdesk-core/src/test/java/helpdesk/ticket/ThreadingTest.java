package helpdesk.ticket;

import static helpdesk.ticket.Mail.KIM;
import static helpdesk.ticket.Mail.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.ClosedReply;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesktest.DatabaseTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which mail belongs to which conversation: by whom it is, and by what it names. */
@DatabaseTest
class ThreadingTest {
  private static final Party COPIED = Mail.party("copied@example.org");
  @Autowired Receptionist receptionist;
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  final String customers = Mail.id();
  final String unseen = Mail.id();
  final String ours = Mail.id();
  TicketId ticket;
  TicketNumber number;

  enum Fate {
    ATTACHED,
    POSSIBLE_REPLY,
    NEW
  }

  /** Kim wrote, with a copy to somebody; Ada answered with a mail of ours. */
  @BeforeEach
  void aConversation() {
    ticket =
        receptionist
            .receive(mail(KIM).named(customers).answering(unseen).copying(COPIED).message())
            .ticket();
    number = numberOf(ticket);
    EmailAddress address = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    MessageId reply =
        desk.reply(
            ticket, agents.create(address, "Ada", Role.AGENT, null), WriteReply.text("Yes."));
    jdbc.sql("UPDATE message SET rfc_message_id = :ours WHERE id = :id")
        .param("ours", ours)
        .param("id", reply.value())
        .update();
    jdbc.sql("INSERT INTO message_reference (reference, ticket_id) VALUES (:ours, :ticket)")
        .param("ours", ours)
        .param("ticket", ticket.value())
        .update();
  }

  private record Case(
      String says, Party from, BiFunction<ThreadingTest, Mail, Mail> names, Fate fate) {
    @Override
    public String toString() {
      return says + ": " + fate;
    }
  }

  static Stream<Arguments> cases() {
    Party stranger = STRANGER;
    return Stream.of(
            new Case(
                "the customer answers our mail", KIM, (t, m) -> m.answering(t.ours), Fate.ATTACHED),
            new Case(
                "whoever was copied answers our mail",
                COPIED,
                (t, m) -> m.answering(t.ours),
                Fate.ATTACHED),
            new Case(
                "whoever our mail was passed on to answers it",
                stranger,
                (t, m) -> m.answering(t.ours),
                Fate.ATTACHED),
            new Case(
                "our mail is named deep in References",
                stranger,
                (t, m) -> m.answering(Mail.id(), Mail.id(), t.ours),
                Fate.ATTACHED),
            new Case(
                "our mail counts before a customer's that is nearer",
                stranger,
                (t, m) -> m.answering(t.customers, t.ours),
                Fate.ATTACHED),
            new Case(
                "the customer answers their own mail",
                KIM,
                (t, m) -> m.answering(t.customers),
                Fate.ATTACHED),
            new Case(
                "whoever was copied answers the customer's mail",
                COPIED,
                (t, m) -> m.answering(t.customers),
                Fate.ATTACHED),
            new Case(
                "a stranger answers the customer's mail",
                stranger,
                (t, m) -> m.answering(t.customers),
                Fate.POSSIBLE_REPLY),
            new Case(
                "a stranger forwards with the customer's headers",
                stranger,
                (t, m) -> m.about("Fwd: A question").answering(Mail.id(), t.customers),
                Fate.POSSIBLE_REPLY),
            new Case(
                "a stranger answers where threads are open",
                stranger,
                (t, m) -> m.answering(t.customers).whereThreadsAreOpen(),
                Fate.ATTACHED),
            new Case(
                "a stranger names an ancestor that nobody holds",
                stranger,
                (t, m) -> m.answering(t.unseen),
                Fate.POSSIBLE_REPLY),
            new Case(
                "whoever was copied names an ancestor that nobody holds",
                COPIED,
                (t, m) -> m.answering(t.unseen),
                Fate.ATTACHED),
            new Case(
                "a stranger uses the signed address",
                stranger,
                (t, m) -> m.toSignedAddressOf(t.ticket),
                Fate.ATTACHED),
            new Case(
                "the signed address is of a ticket that is gone",
                KIM,
                (t, m) -> m.toSignedAddressOf(new TicketId(1L << 50)),
                Fate.NEW),
            new Case(
                "the customer names the number",
                KIM,
                (t, m) -> m.withNumber(t.number),
                Fate.ATTACHED),
            new Case(
                "whoever was copied names the number",
                COPIED,
                (t, m) -> m.withNumber(t.number),
                Fate.ATTACHED),
            new Case(
                "a stranger names the number",
                stranger,
                (t, m) -> m.withNumber(t.number),
                Fate.POSSIBLE_REPLY),
            new Case(
                "a stranger names the number where threads are open",
                stranger,
                (t, m) -> m.withNumber(t.number).whereThreadsAreOpen(),
                Fate.POSSIBLE_REPLY),
            new Case(
                "the number is nobody's",
                KIM,
                (t, m) -> m.withNumber(new TicketNumber(1L << 50)),
                Fate.NEW),
            new Case(
                "the customer writes again about the same",
                KIM,
                (t, m) -> m.about("Re: A question"),
                Fate.NEW),
            new Case(
                "a stranger writes about the same",
                stranger,
                (t, m) -> m.about("Re: A question"),
                Fate.NEW))
        .map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aMessageGoesWhereItBelongs(Case told) {
    Reception reception = receptionist.receive(told.names.apply(this, mail(told.from)).message());

    Fate fate =
        reception.outcome() == Reception.Outcome.ATTACHED
            ? Fate.ATTACHED
            : reception.suggested() == null ? Fate.NEW : Fate.POSSIBLE_REPLY;
    assertThat(fate).isEqualTo(told.fate);
    if (fate == Fate.ATTACHED) assertThat(reception.ticket()).isEqualTo(ticket);
    else assertThat(reception.ticket()).isNotEqualTo(ticket);
    if (fate == Fate.POSSIBLE_REPLY) assertThat(reception.suggested()).isEqualTo(ticket);
  }

  @Test
  void whatIsNamedFirstCountsFirst() {
    TicketId second =
        receptionist.receive(mail(STRANGER).named("b" + customers).message()).ticket();

    Reception both =
        receptionist.receive(
            mail(STRANGER).answering("b" + customers).withNumber(number).message());
    Reception signed =
        receptionist.receive(mail(STRANGER).toSignedAddressOf(second).withNumber(number).message());
    Reception ourMail =
        receptionist.receive(mail(STRANGER).answering(ours).toSignedAddressOf(second).message());

    assertThat(List.of(both.ticket(), signed.ticket(), ourMail.ticket()))
        .containsExactly(second, second, ticket);
  }

  @Test
  void aStrangerWhoWasNotLetInCannotOpenTheDoorForThemselves() {
    receptionist.receive(mail(STRANGER).answering(customers).message());

    Reception again = receptionist.receive(mail(STRANGER).withNumber(number).message());

    assertThat(again.outcome()).isEqualTo(Reception.Outcome.OPENED);
    assertThat(again.suggested()).isEqualTo(ticket);
    assertThat(reader.byNumber(number).messages()).hasSize(2);
  }

  @Test
  void aReplyToAClosedTicketIsItsFollowUpUnlessTheMailboxSaysThatItIsNew() {
    desk.change(ticket, TicketChange.status(Status.RESOLVED), Actor.SYSTEM);
    desk.closeIfStillResolved(ticket, clock.instant().plusSeconds(1));
    EmailAddress address = new EmailAddress("help-" + UUID.randomUUID() + "@desk.example");
    Channel mailbox = channels.createEmail(address, "Desk", null);

    Reception linked = receptionist.receive(mail(KIM).answering(ours).in(mailbox.id()).message());
    channels.change(mailbox.id(), mailbox.settings().change().closedReply(ClosedReply.NEW).done());
    Reception plain = receptionist.receive(mail(KIM).answering(ours).in(mailbox.id()).message());

    assertThat(reader.heads(List.of(linked.ticket())).get(0).followUpOf()).isEqualTo(number);
    assertThat(plain.outcome()).isEqualTo(Reception.Outcome.OPENED);
    assertThat(reader.heads(List.of(plain.ticket())).get(0).followUpOf()).isNull();
  }

  private Mail mail(Party from) {
    return Mail.from(from, clock.instant());
  }

  private TicketNumber numberOf(TicketId id) {
    return reader.heads(List.of(id)).get(0).number();
  }
}
