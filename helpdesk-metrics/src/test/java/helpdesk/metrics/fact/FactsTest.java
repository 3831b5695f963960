package helpdesk.metrics.fact;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import helpdesk.metrics.Shop;
import helpdesk.metrics.measure.Measure;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Sql;
import helpdesk.sla.QueueLimitSettings;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketMerging;
import helpdesktest.DatabaseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  @Autowired QueueLimitSettings limits;
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
        .containsEntry("terminal", false);
    assertThat(given(ticket, Measure.FIRST_RESPONSE))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("calendar", 5_400L)
                    .containsEntry("agent_id", ada.id().value()));
    assertThat(given(ticket, Measure.FIRST_RESOLUTION))
        .singleElement()
        .satisfies(
            row -> assertThat(row).containsEntry("calendar", 10_800L).containsEntry("hit", true));
    assertThat(given(ticket, Measure.FULL_RESOLUTION)).isEmpty();
    assertThat(given(ticket, Measure.REOPENED)).hasSize(1);
    assertThat(given(ticket, Measure.FIRST_CONTACT))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("hit", false));
    assertThat(given(ticket, Measure.STAY)).hasSize(2);
    assertThat(given(ticket, Measure.STAY_OVER)).hasSize(1);
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
    assertThat(fact(survivor)).containsEntry("response_state", "answered");
    assertThat(given(survivor, Measure.RESPONSE)).hasSize(2);
    assertThat(given(survivor, Measure.FIRST_RESPONSE))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("calendar", 3_600L));
    assertThat(given(absorbed, Measure.CREATED)).isEmpty();
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

    assertThat(given(ticket, Measure.FIRST_RESPONSE))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("calendar", 0L));
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
    assertThat(progress.done)
        .isEqualTo(jdbc.sql("SELECT count(*) FROM ticket_fact").query(Long.class).single());
  }

  @Test
  void aRowThatKnowsMoreEventsIsNotOverwrittenByOneThatKnowsFewer() {
    TicketId ticket = shop.at("2026-02-15T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.settle();
    jdbc.sql("UPDATE ticket_fact SET last_seq = 99, status = 'pending' WHERE ticket_id = :id")
        .param("id", ticket.value())
        .update();
    jdbc.sql("UPDATE contribution SET channel = 'chat' WHERE ticket_id = :id")
        .param("id", ticket.value())
        .update();

    facts.refold(List.of(ticket));

    assertThat(fact(ticket)).containsEntry("status", "pending");
    assertThat(given(ticket, Measure.CREATED))
        .allSatisfy(row -> assertThat(row).containsEntry("channel", "chat"));

    jdbc.sql("UPDATE ticket_fact SET last_seq = 0 WHERE ticket_id = :id")
        .param("id", ticket.value())
        .update();
    facts.refold(List.of(ticket));
    assertThat(fact(ticket)).containsEntry("status", "new");
    assertThat(given(ticket, Measure.CREATED))
        .allSatisfy(row -> assertThat(row).containsEntry("channel", "email"));
  }

  @Test
  void aQueueIsTooLongByTheLimitThatHeldThenAndAChangeIsNoNewsToThePast() {
    TicketId before = shop.at("2027-02-09T09:00:00Z").opens(ChannelKind.EMAIL);
    shop.at("2027-02-09T09:40:00Z").gives(before, ada);
    shop.at("2027-02-09T10:00:00Z");
    limits.set(null, Map.of(Priority.NORMAL, Optional.of(Duration.ofMinutes(30))), ada.id());
    TicketId after = shop.at("2027-02-09T10:10:00Z").opens(ChannelKind.EMAIL);
    shop.settle();
    facts.refold(List.of(before, after));

    assertThat(given(before, Measure.QUEUE_OUTCOME))
        .extracting(r -> r.get("hit"))
        .containsOnly(true);
    assertThat(given(after, Measure.QUEUE_OUTCOME))
        .extracting(r -> r.get("hit"))
        .containsOnly(false);
    assertThat(
            jdbc.sql("SELECT at FROM contribution WHERE ticket_id = :id AND measure = :measure")
                .param("id", after.value())
                .param("measure", Measure.QUEUE_OUTCOME.code())
                .query((row, n) -> Sql.instant(row, "at"))
                .single())
        .isEqualTo("2027-02-09T10:40:01Z");
    shop.at("2027-02-09T11:00:00Z");
    limits.set(null, Map.of(), ada.id());
  }

  private List<Map<String, Object>> given(TicketId ticket, Measure measure) {
    return jdbc.sql("SELECT * FROM contribution WHERE ticket_id = :id AND measure = :measure")
        .param("id", ticket.value())
        .param("measure", measure.code())
        .query()
        .listOfRows();
  }

  private Map<String, Object> fact(TicketId ticket) {
    return jdbc.sql("SELECT * FROM ticket_fact WHERE ticket_id = :id")
        .param("id", ticket.value())
        .query()
        .singleRow();
  }

  private List<String> everything() {
    return jdbc.sql(
            """
            SELECT CAST(f AS text) FROM ticket_fact f
            UNION ALL SELECT CAST(c AS text) FROM contribution c ORDER BY 1
            """)
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
