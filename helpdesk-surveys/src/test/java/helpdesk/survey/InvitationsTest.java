package helpdesk.survey;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Actor;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SurveyTest
class InvitationsTest {
  @Autowired Scene.Stage stage;
  @Autowired InvitationPlanner planner;
  @Autowired InvitationDecisions decisions;
  @Autowired SurveyDecisions journal;
  @Autowired EventLog log;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired TransactionTemplate transaction;
  Agent ada;

  @BeforeEach
  void hire() {
    stage.clock().set(Scene.NOON);
    ada = stage.agent("Ada");
    stage.configure(Duration.ofHours(24), 14);
  }

  @Test
  void aSolvedTicketAsksOnceEvenIfTheEventIsReplayedAndTwoWorkersMeet() throws Exception {
    TicketId ticket = solved(stage.somebody(), null);
    List<LoggedEvent> story = log.of(ticket);
    transaction.executeWithoutResult(status -> planner.read(story));

    stage.clock().advance(Duration.ofHours(24).minusSeconds(1));
    stage.work();
    assertThat(mails(ticket)).isEmpty();
    stage.clock().advance(Duration.ofSeconds(1));
    together(() -> decisions.decideNext(), 4);
    stage.work();

    assertThat(mails(ticket)).hasSize(1);
    assertThat(journal.byTicket(ticket))
        .singleElement()
        .satisfies(d -> assertThat(d.state()).isEqualTo("sent"));
    assertThat(log.of(ticket)).filteredOn(e -> e.event().type().equals("survey_sent")).hasSize(1);
  }

  @Test
  void theMailCarriesALinkForEachScoreAndTellsMachinesToKeepQuiet() {
    TicketId ticket = solved(stage.somebody(), null);
    stage.clock().advance(Duration.ofHours(24));
    stage.work();

    JsonNode mail = mails(ticket).get(0);

    for (int score = 1; score <= 5; score++) {
      assertThat(mail.get("text").asString()).containsPattern("/s/[\\w-]{32}\\?score=" + score);
      assertThat(mail.get("html").asString()).containsPattern("/s/[\\w-]{32}\\?score=" + score);
    }
    JsonNode headers = mail.get("headers");
    assertThat(headers.get("Auto-Submitted").asString()).isEqualTo("auto-generated");
    assertThat(headers.get("List-Unsubscribe").asString()).endsWith("/unsubscribe>");
    assertThat(headers.get("List-Unsubscribe-Post").asString())
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.get("text").asString()).contains("Ada", "Where is my kettle?");
  }

  @Test
  void theSecretOfALinkIsNotStored() {
    TicketId ticket = solved(stage.somebody(), null);
    stage.clock().advance(Duration.ofHours(24));
    stage.work();

    String text = mails(ticket).get(0).get("text").asString();
    String token = text.replaceAll("(?s).*/s/([\\w-]{32})\\?.*", "$1");

    String row =
        jdbc.sql("SELECT i::text FROM survey_invitation i WHERE ticket_id = :id")
            .param("id", ticket.value())
            .query(String.class)
            .single();
    assertThat(token).hasSize(32);
    assertThat(row).doesNotContain(token);
  }

  @Test
  void aTicketTakenUpAgainIsNotAskedAbout() {
    TicketId ticket = solved(stage.somebody(), null);
    stage.clock().advance(Duration.ofHours(1));
    stage.move(ticket, Status.OPEN, Actor.agent(ada));
    stage.clock().advance(Duration.ofHours(23));
    stage.work();

    assertThat(mails(ticket)).isEmpty();
    assertThat(journal.byTicket(ticket).get(0).reason()).isEqualTo(NotSent.REOPENED);
  }

  @Test
  void whoIsSolvedTwiceInOneSecondIsAskedOnce() throws Exception {
    EmailAddress kim = stage.somebody();
    TicketId first = solved(kim, null);
    TicketId second = solved(kim, null);
    stage.clock().advance(Duration.ofHours(24));
    together(() -> decisions.decideNext(), 2);
    stage.work();

    assertThat(mails(first).size() + mails(second).size()).isEqualTo(1);
  }

  @Test
  void theCustomersLanguageGoesBeforeTheTickets() {
    EmailAddress kim = stage.somebody();
    stage.contacts().findOrCreate(kim, "Kim", Locale.forLanguageTag("sv"));
    TicketId swedish = solved(kim, Locale.forLanguageTag("es"));
    TicketId spanish = solved(stage.somebody(), Locale.forLanguageTag("es"));
    TicketId other = solved(stage.somebody(), Locale.forLanguageTag("fi"));
    stage.clock().advance(Duration.ofHours(24));
    stage.work();

    assertThat(mails(swedish).get(0).get("text").asString()).contains("Mycket bra");
    assertThat(mails(spanish).get(0).get("text").asString()).contains("Muy bueno");
    assertThat(mails(other).get(0).get("text").asString()).contains("Very good");
  }

  @Test
  void theAnswerBelongsToWhoeverHadTheTicketWhenItWasSolved() {
    TicketId ticket = stage.ticket(stage.somebody(), null);
    stage.desk().take(ticket, ada);
    stage.move(ticket, Status.RESOLVED, Actor.agent(ada));
    Agent bo = stage.agent("Bo");
    stage.desk().change(ticket, TicketChange.assignee(bo.id()), Actor.agent(bo));
    stage.work();

    Long agent =
        jdbc.sql("SELECT agent_id FROM survey_invitation WHERE ticket_id = :id")
            .param("id", ticket.value())
            .query(Long.class)
            .single();
    assertThat(agent).isEqualTo(ada.id().value());
  }

  @Test
  void listMailAndImportedAndOutboundTicketsAreNeverAskedAbout() {
    for (String change : List.of("bulk = true", "origin = 'import'", "origin = 'outbound'")) {
      TicketId ticket = solved(stage.somebody(), null);
      jdbc.sql("UPDATE ticket SET " + change + " WHERE id = :id")
          .param("id", ticket.value())
          .update();
      stage.clock().advance(Duration.ofHours(24));
      stage.work();

      assertThat(mails(ticket)).isEmpty();
      assertThat(journal.byTicket(ticket).get(0).reason()).isEqualTo(NotSent.EXCLUDED);
    }
  }

  @Test
  void whereEveryAddressHasBouncedNothingIsSent() {
    EmailAddress kim = stage.somebody();
    TicketId ticket = solved(kim, null);
    jdbc.sql("UPDATE contact_address SET bounced_at = '2026-01-01Z' WHERE address = :address")
        .param("address", kim.value())
        .update();
    stage.clock().advance(Duration.ofHours(24));
    stage.work();

    assertThat(journal.byTicket(ticket).get(0).reason()).isEqualTo(NotSent.BOUNCED);
  }

  private TicketId solved(EmailAddress from, Locale language) {
    TicketId ticket = stage.ticket(from, language);
    stage.desk().take(ticket, ada);
    stage.move(ticket, Status.RESOLVED, Actor.agent(ada));
    stage.work();
    return ticket;
  }

  private List<JsonNode> mails(TicketId ticket) {
    return jdbc
        .sql("SELECT payload FROM outbound_message WHERE ticket_id = :id ORDER BY id")
        .param("id", ticket.value())
        .query(String.class)
        .list()
        .stream()
        .map(json::readTree)
        .toList();
  }

  private static void together(Callable<Boolean> work, int times) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      for (var done : threads.invokeAll(java.util.Collections.nCopies(times, work))) done.get();
    } finally {
      threads.shutdownNow();
    }
  }
}
