package helpdesk.ticket;

import static helpdesk.ticket.Mail.KIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesktest.DatabaseTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class TicketErasureTest {
  @Autowired Receptionist receptionist;
  @Autowired TicketErasure erasure;
  @Autowired TicketMerging merging;
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired TicketQueue queue;
  @Autowired EventLog log;
  @Autowired Agents agents;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  final String id = Mail.id();
  final IncomingMessage mail = mailNow();
  Agent boss;
  TicketId ticket;

  private IncomingMessage mailNow() {
    return Mail.from(KIM, java.time.Instant.parse("2026-11-22T12:00:00Z")).named(id).message();
  }

  @BeforeEach
  void aTicketInTheBin() {
    EmailAddress address = new EmailAddress("boss-" + UUID.randomUUID() + "@desk.example");
    boss = agents.create(address, "Boss", Role.ADMINISTRATOR, null);
    ticket = receptionist.receive(mail).ticket();
    desk.trash(ticket, true, Actor.agent(boss));
  }

  @Test
  void whatIsDeletedForGoodIsGoneWithItsStoryAndTheDeedIsWrittenDown() {
    TicketNumber number = reader.heads(List.of(ticket)).get(0).number();

    erasure.delete(ticket, boss);

    assertThatThrownBy(() -> reader.byNumber(number)).isInstanceOf(TicketNotFound.class);
    assertThat(log.of(ticket)).isEmpty();
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM audit_entry WHERE action = 'ticket.deleted' AND detail ->> 'ticket' = :n")
                .param("n", number.toString())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void itsMailIsNeverTakenInAgainNotEvenWrittenALittleOtherwise() {
    erasure.delete(ticket, boss);

    Reception same = receptionist.receive(mail);
    Reception archived =
        receptionist.receive(
            Mail.from(KIM, clock.instant()).named(id).saying("with a footer").imported().message());
    Reception answer =
        receptionist.receive(Mail.from(KIM, clock.instant()).answering(id).message());

    assertThat(same.outcome()).isEqualTo(Reception.Outcome.IGNORED);
    assertThat(same.reason()).contains("deleted");
    assertThat(archived.outcome()).isEqualTo(Reception.Outcome.IGNORED);
    assertThat(answer.outcome()).as("new mail is new").isEqualTo(Reception.Outcome.OPENED);
  }

  @Test
  void whatWasMergedIntoItGoesWithItAndWhatPointsToItIsLetGo() {
    TicketId other = receptionist.receive(Mail.from(KIM, clock.instant()).message()).ticket();
    TicketId possible =
        receptionist
            .receive(Mail.from(Mail.STRANGER, clock.instant()).answering(id).message())
            .ticket();
    desk.trash(ticket, false, Actor.agent(boss));
    merging.merge(other, ticket, boss);
    desk.trash(ticket, true, Actor.agent(boss));

    erasure.delete(ticket, boss);

    assertThat(reader.heads(List.of(other))).isEmpty();
    assertThat(reader.heads(List.of(possible)).get(0).suggested()).isNull();
  }

  @Test
  void onlyAnAdministratorDeletesAndOnlyFromTheBin() {
    EmailAddress address = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    Agent ada = agents.create(address, "Ada", Role.AGENT, null);
    assertThatThrownBy(() -> erasure.delete(ticket, ada))
        .extracting("kind")
        .isEqualTo(DomainException.Kind.FORBIDDEN);

    desk.trash(ticket, false, Actor.agent(boss));
    assertThatThrownBy(() -> erasure.delete(ticket, boss))
        .extracting("kind")
        .isEqualTo(DomainException.Kind.INVALID);
  }

  @Test
  void theBinIsAListOfItsOwnAndNoOtherShowsIt() {
    QueueFilter bin =
        new QueueFilter(
            java.util.Set.of(),
            null,
            false,
            false,
            null,
            null,
            null,
            null,
            null,
            null,
            QueueFilter.Folder.TRASH);

    assertThat(queue.page(bin, null, 50).rows()).extracting(QueueRow::id).contains(ticket);
    assertThat(queue.page(QueueFilter.ALL, null, 50).rows())
        .extracting(QueueRow::id)
        .doesNotContain(ticket);
  }
}
