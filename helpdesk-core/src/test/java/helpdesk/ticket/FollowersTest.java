package helpdesk.ticket;

import static helpdesk.ticket.Mail.KIM;
import static helpdesk.ticket.Mail.party;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesktest.DatabaseTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a reply goes to by itself, who follows a ticket, and how they leave it. */
@DatabaseTest
class FollowersTest {
  private static final Party JO = party("jo@copied.example");
  private static final Party LEE = party("lee@copied.example");
  @Autowired Receptionist receptionist;
  @Autowired TicketDesk desk;
  @Autowired TicketMerging merging;
  @Autowired TicketReader reader;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Clock clock;
  Agent ada;

  @BeforeEach
  void anAgent() {
    EmailAddress address = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    ada = agents.create(address, "Ada", Role.AGENT, null);
  }

  @Test
  void whomTheCustomerCopiedFollowsAndOurOwnMailboxesDoNot() {
    Party house = mailbox();
    Party marked = party(house.email().localPart() + "+t1.aaaa@" + house.email().domain());
    TicketId ticket = arrives(mail(KIM).copying(JO).copying(house).copying(marked));

    assertThat(view(ticket).followers()).containsExactly(JO.email());
  }

  @Test
  void aReplyGoesToThoseOfTheNewestMessageAndOnlyToThem() {
    Party house = mailbox();
    TicketId ticket = arrives(mail(KIM).copying(JO).copying(house));
    arrives(mail(KIM).copying(LEE).toSignedAddressOf(ticket));

    desk.reply(ticket, ada, WriteReply.text("Hello both."));

    TicketView.Message reply = newest(ticket);
    assertThat(reply.to()).extracting(Party::email).containsExactly(KIM.email());
    assertThat(reply.cc()).containsExactly(LEE);
    assertThat(desk.recipients(ticket)).isEqualTo(view(ticket).repliesTo(customersNewest(ticket)));
  }

  @Test
  void aReplyNeverGoesToAMailboxOfOurs() {
    Party house = mailbox();
    TicketId ticket = arrives(mail(KIM));
    Recipients wanted = new Recipients(List.of(KIM), List.of(), List.of(house));

    assertThatThrownBy(() -> desk.reply(ticket, ada, reply(wanted)))
        .isInstanceOf(DomainException.class)
        .hasMessage("One of the recipients is a mailbox of our own.");
    assertThat(view(ticket).messages()).hasSize(1);
  }

  @Test
  void aReplyToNobodyIsRefusedWhereSomebodyIsThere() {
    TicketId ticket = arrives(mail(KIM));

    assertThatThrownBy(() -> desk.reply(ticket, ada, reply(Recipients.NONE)))
        .isInstanceOf(DomainException.class)
        .hasMessage("A reply needs somebody to go to.");
  }

  @Test
  void whomTheAgentAddsMayAnswerAndWhoGotItUnseenDoesNotShow() {
    TicketId ticket = arrives(mail(KIM));
    desk.reply(ticket, ada, reply(new Recipients(List.of(KIM), List.of(JO), List.of(LEE))));

    assertThat(view(ticket).followers()).containsExactly(JO.email());
    assertThat(newest(ticket).bcc()).containsExactly(LEE);
    assertThat(arrives(mail(JO).withNumber(view(ticket).number()))).isEqualTo(ticket);
  }

  @Test
  void whoWasTakenOutNoLongerGetsInByTheNumberAndTheStoryTellsIt() {
    TicketId ticket = arrives(mail(KIM).copying(JO).copying(LEE));

    desk.unfollow(ticket, JO.email(), Actor.agent(ada));
    desk.unfollow(ticket, JO.email(), Actor.agent(ada));

    assertThat(view(ticket).followers()).containsExactly(LEE.email());
    assertThat(arrives(mail(JO).withNumber(view(ticket).number()))).isNotEqualTo(ticket);
    assertThat(log.of(ticket))
        .extracting(LoggedEvent::event)
        .filteredOn(TicketEvent.FieldChanged.class::isInstance)
        .containsExactly(new TicketEvent.FieldChanged("follower", "jo@copied.example", null));
  }

  @Test
  void whoWasTakenOutIsOutOfWhatWasMergedToo() {
    TicketId source = arrives(mail(KIM).copying(JO));
    TicketNumber absorbed = view(source).number();
    TicketId target = arrives(mail(KIM));
    merging.merge(source, target, ada);

    desk.unfollow(target, JO.email(), Actor.agent(ada));

    assertThat(arrives(mail(JO).withNumber(absorbed))).isNotEqualTo(target);
  }

  @Test
  void theCustomerStays() {
    TicketId ticket = arrives(mail(KIM));

    assertThatThrownBy(() -> desk.unfollow(ticket, KIM.email(), Actor.agent(ada)))
        .isInstanceOf(DomainException.class);
    assertThat(arrives(mail(KIM).withNumber(view(ticket).number()))).isEqualTo(ticket);
  }

  private static WriteReply reply(Recipients recipients) {
    return new WriteReply("Hello.", null, recipients, List.of(), null, null, null);
  }

  private Mail mail(Party from) {
    return Mail.from(from, clock.instant());
  }

  private TicketId arrives(Mail mail) {
    return receptionist.receive(mail.message()).ticket();
  }

  private Party mailbox() {
    EmailAddress address = new EmailAddress("help-" + UUID.randomUUID() + "@desk.example");
    Channel channel = channels.createEmail(address, null, null);
    return new Party(null, channel.address());
  }

  private TicketView view(TicketId ticket) {
    return reader.byNumber(reader.heads(List.of(ticket)).get(0).number());
  }

  private TicketView.Message newest(TicketId ticket) {
    List<TicketView.Message> messages = view(ticket).messages();
    return messages.get(messages.size() - 1);
  }

  private TicketView.Message customersNewest(TicketId ticket) {
    return view(ticket).newestOfCustomer().orElseThrow();
  }
}
