package helpdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesktest.DatabaseTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class TicketDeskTest {
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired TicketQueue queue;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired JdbcClient jdbc;
  Agent ada;
  Agent bo;

  @BeforeEach
  void hire() {
    ada = hire("Ada");
    bo = hire("Bo");
  }

  @Test
  void theFirstReplyTakesTheTicketOpensItAndEndsTheWait() {
    TicketNumber number = open("Where is my parcel?");

    desk.reply(desk.idOf(number), ada, WriteReply.text("It is on its way."));

    TicketView ticket = reader.byNumber(number);
    assertThat(ticket.status()).isEqualTo(Status.OPEN);
    assertThat(ticket.assignee().name()).isEqualTo("Ada");
    assertThat(ticket.waitingSince()).isNull();
    assertThat(types(number))
        .containsExactly(
            "ticket_created", "customer_message", "agent_reply", "assigned", "status_changed");
  }

  @Test
  void aReplySentTwiceIsOneMessage() {
    TicketNumber number = open("Twice");
    byte[] key = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    WriteReply reply = new WriteReply("Once", null, null, List.of(), null, null, key);

    MessageId first = desk.reply(desk.idOf(number), ada, reply);

    assertThat(desk.reply(desk.idOf(number), ada, reply)).isEqualTo(first);
    assertThat(reader.byNumber(number).messages()).hasSize(2);
  }

  @Test
  void aReplyBehindAColleaguesReplyIsRefused() {
    TicketNumber number = open("Two agents, one customer");
    MessageId seen = reader.byNumber(number).messages().get(0).id();
    desk.reply(desk.idOf(number), ada, WriteReply.text("I was first."));

    WriteReply second = new WriteReply("Me too", null, null, List.of(), null, seen, null);

    assertThatThrownBy(() -> desk.reply(desk.idOf(number), bo, second))
        .isInstanceOf(AlreadyAnswered.class);
  }

  @Test
  void aChangeOfAnOldVersionIsRefusedAndChangesNothing() {
    TicketNumber number = open("Stale");
    TicketId id = desk.idOf(number);
    desk.change(id, TicketChange.status(Status.PENDING), Actor.agent(ada));

    TicketChange stale = TicketChange.status(Status.RESOLVED).ifVersion(1);

    assertThatThrownBy(() -> desk.change(id, stale, Actor.agent(bo)))
        .isInstanceOf(StaleTicket.class);
    assertThat(reader.byNumber(number).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void onlyOneOfTwoAgentsTakesATicket() {
    TicketId id = desk.idOf(open("Take me"));
    desk.take(id, ada);

    assertThatThrownBy(() -> desk.take(id, bo)).hasMessageContaining("already taken");
  }

  @Test
  void theLogCanBeNeitherChangedNorEmptied() {
    TicketId id = desk.idOf(open("For ever"));

    assertThatThrownBy(
            () ->
                jdbc.sql("UPDATE ticket_event SET seq = 9 WHERE ticket_id = :id")
                    .param("id", id.value())
                    .update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("TRUNCATE ticket_event").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void aListIsPagedByKeyWithoutGapsOrRepeats() {
    String word = "paging" + UUID.randomUUID();
    for (int n = 0; n < 5; n++) open(word + " " + n);
    QueueFilter filter =
        new QueueFilter(
            Status.LIVE,
            null,
            false,
            false,
            null,
            null,
            null,
            null,
            word,
            null,
            QueueFilter.Folder.DESK);

    QueuePage first = queue.page(filter, null, 2);
    QueuePage second = queue.page(filter, first.next(), 2);
    QueuePage third = queue.page(filter, second.next(), 2);

    assertThat(first.rows())
        .extracting(QueueRow::subject)
        .containsExactly(word + " 4", word + " 3");
    assertThat(second.rows())
        .extracting(QueueRow::subject)
        .containsExactly(word + " 2", word + " 1");
    assertThat(third.rows()).extracting(QueueRow::subject).containsExactly(word + " 0");
    assertThat(third.next()).isNull();
  }

  private List<String> types(TicketNumber number) {
    return log.of(desk.idOf(number)).stream().map(e -> e.event().type()).toList();
  }

  private TicketNumber open(String subject) {
    Party kim = new Party("Kim", new EmailAddress("kim@example.org"));
    return desk.open(
        new OpenTicket(
            ChannelKind.API,
            null,
            subject,
            "Please help.",
            null,
            kim,
            Priority.NORMAL,
            List.of(),
            Locale.ENGLISH,
            null,
            null,
            null));
  }

  private Agent hire(String name) {
    EmailAddress address = new EmailAddress(name + "-" + UUID.randomUUID() + "@desk.example");
    return agents.create(address, name, Role.AGENT, null);
  }
}
