package helpdesk.metrics.fact;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import helpdesk.metrics.Shop;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketMerging;
import helpdesktest.DatabaseTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(Shop.class)
class FactsTest {
  @Autowired Shop.Desk shop;
  @Autowired Facts facts;
  @Autowired TicketMerging merging;
  @Autowired FactRebuild rebuild;
  @Autowired Jobs jobs;
  @Autowired JdbcClient jdbc;
  Agent ada;

  @BeforeEach
  void hire() {
    ada = shop.hire("Ada");
  }

  @Test
  void theFactsFollowATicketThroughItsLife() {
    TicketId ticket = shop.at("2026-02-10T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.settle();
    assertThat(fact(ticket))
        .containsEntry("response_state", "waiting")
        .containsEntry("counted", true)
        .containsEntry("terminal", false);

    shop.at("2026-02-10T10:30:00Z").replies(ticket, ada);
    shop.at("2026-02-10T12:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    shop.at("2026-02-11T09:00:00Z").becomes(ticket, Status.OPEN, ada);
    shop.settle();

    assertThat(fact(ticket))
        .containsEntry("response_state", "answered")
        .containsEntry("response_calendar", 5_400L)
        .containsEntry("response_agent_id", ada.id().value())
        .containsEntry("first_resolution_calendar", 10_800L)
        .containsEntry("full_resolution_calendar", null)
        .containsEntry("reopens", 1)
        .containsEntry("terminal", false)
        .containsEntry("first_contact", false);
    assertThat(
            jdbc.sql("SELECT CAST(open_during AS text) FROM ticket_fact WHERE ticket_id = :id")
                .param("id", ticket.value())
                .query(String.class)
                .single())
        .contains("2026-02-10", "2026-02-11")
        .endsWith(",)}");
  }

  @Test
  void spamLeavesEveryFigureAndComesBackWithItsOwnTimes() {
    TicketId ticket = shop.at("2026-02-12T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.spam(ticket, true);
    shop.settle();
    assertThat(fact(ticket)).containsEntry("excluded_for", "spam").containsEntry("counted", false);

    shop.at("2026-03-12T09:00:00Z").spam(ticket, false);
    shop.settle();

    assertThat(fact(ticket)).containsEntry("excluded_for", null).containsEntry("counted", true);
    assertThat(facts.of(ticket, Instant.parse("2026-03-12T10:00:00Z")).createdAt())
        .isEqualTo("2026-02-12T09:00:00Z");
  }

  @Test
  void whatWasMergedCountsNowhereAndItsMessagesCountOnlyAsTheWaitTheyLeave() {
    TicketId survivor = shop.at("2026-02-17T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-02-17T10:00:00Z").replies(survivor, ada);
    TicketId absorbed = shop.at("2026-02-17T11:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-02-17T12:00:00Z");
    merging.merge(absorbed, survivor, ada);
    shop.at("2026-02-17T13:00:00Z").replies(survivor, ada);
    shop.settle();

    assertThat(fact(absorbed))
        .containsEntry("excluded_for", "merged")
        .containsEntry("counted", false);
    assertThat(fact(survivor))
        .containsEntry("replies", 2)
        .containsEntry("response_calendar", 3_600L);
    assertThat(facts.of(survivor, Instant.parse("2026-02-17T14:00:00Z")).nextResponses())
        .singleElement()
        .satisfies(cycle -> assertThat(cycle.from()).isEqualTo("2026-02-17T12:00:00Z"));
  }

  @Test
  void aMergeTakenBackNeverHappenedAndOneDoneAgainDid() {
    TicketId survivor = shop.at("2026-02-18T09:00:00Z").opens(ChannelKind.EMAIL);
    TicketId absorbed = shop.opens(ChannelKind.EMAIL);
    shop.at("2026-02-18T10:00:00Z");
    merging.merge(absorbed, survivor, ada);
    merging.undo(absorbed, ada);
    shop.settle();
    assertThat(fact(absorbed)).containsEntry("excluded_for", null).containsEntry("counted", true);

    merging.merge(absorbed, survivor, ada);
    shop.settle();
    assertThat(fact(absorbed)).containsEntry("excluded_for", "merged");
    assertThat(fact(survivor)).containsEntry("excluded_for", null).containsEntry("counted", true);
  }

  @Test
  void whatWasReceivedBeforeItsTicketCountsFromTheTicketsBeginning() {
    TicketId ticket = shop.at("2026-02-16T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2026-02-16T08:00:00Z").replies(ticket, ada);
    shop.settle();

    assertThat(fact(ticket))
        .containsEntry("response_state", "answered")
        .containsEntry("response_calendar", 0L);
  }

  @Test
  void aRebuildFromTheEventsGivesTheVeryRowsThatFollowingThemGave() {
    TicketId ticket = shop.at("2026-02-13T09:00:00Z").opens(ChannelKind.CHAT);
    shop.at("2026-02-13T10:00:00Z").replies(ticket, ada);
    shop.at("2026-02-14T10:00:00Z").becomes(ticket, Status.RESOLVED, ada);
    shop.opens(ChannelKind.PHONE);
    shop.settle();
    List<String> followed = everything();
    jdbc.sql("DELETE FROM ticket_fact").update();

    Progress progress = new Progress(jobs.find(jobs.start(FactRebuild.KIND, Map.of())));
    rebuild.run(progress);

    assertThat(everything()).isEqualTo(followed).isNotEmpty();
    assertThat(progress.done).isEqualTo(followed.size());
  }

  @Test
  void aRowThatKnowsMoreEventsIsNotOverwrittenByOneThatKnowsFewer() {
    TicketId ticket = shop.at("2026-02-15T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.settle();
    jdbc.sql("UPDATE ticket_fact SET last_seq = 99, replies = 7 WHERE ticket_id = :id")
        .param("id", ticket.value())
        .update();

    facts.refold(List.of(ticket));

    assertThat(fact(ticket)).containsEntry("replies", 7);

    jdbc.sql("UPDATE ticket_fact SET last_seq = 0 WHERE ticket_id = :id")
        .param("id", ticket.value())
        .update();
    facts.refold(List.of(ticket));
    assertThat(fact(ticket)).containsEntry("replies", 0);
  }

  private Map<String, Object> fact(TicketId ticket) {
    return jdbc.sql("SELECT * FROM ticket_fact WHERE ticket_id = :id")
        .param("id", ticket.value())
        .query()
        .singleRow();
  }

  private List<String> everything() {
    return jdbc.sql("SELECT CAST(f AS text) FROM ticket_fact f ORDER BY ticket_id")
        .query(String.class)
        .list();
  }

  private static final class Progress implements LongJob.Running {
    private final Job job;
    private long done;

    Progress(Job job) {
      this.job = job;
    }

    @Override
    public Job job() {
      return job;
    }

    @Override
    public void progress(long done, @Nullable Long total) {
      this.done = done;
    }

    @Override
    public void note(String key, Object value) {}

    @Override
    public boolean cancelled() {
      return false;
    }
  }
}
