package helpdesk.metrics.measure;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.metrics.timeline.Settings;
import helpdesk.metrics.timeline.Timeline;
import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  private static final Instant NINE = Instant.parse("2026-02-10T09:00:00Z");
  private static final long ANA = 1;
  private static final long BEA = 2;
  private static final long SALES = 7;
  private static final long BILLING = 8;
  private final List<LoggedEvent> events = new ArrayList<>();

  @Test
  void aCallCountsWhenItWasQueuedAndIsKnownWhenThatEnded() {
    begins("inbound", null, null);
    at(1, new TicketEvent.CallQueued());
    at(31, new TicketEvent.CallAnswered(ANA));
    at(100, new TicketEvent.CallQueued());
    at(112, new TicketEvent.CallAbandoned(null));

    assertThat(told(Measure.LIVE_OFFERED))
        .containsExactly("1 31 30 false call by 1 of null", "100 112 12 true call by null of null");
    assertThat(told(Measure.LIVE_ANSWERED)).containsExactly("1 31 30 null call by 1 of null");
    assertThat(told(Measure.LIVE_SOON))
        .containsExactly(
            "1 31 30 false call by 1 of null", "100 112 12 false call by null of null");
  }

  @Test
  void aChatMayWaitLongerThanACall() {
    begins("inbound", null, SALES);
    at(1, new TicketEvent.ChatQueued());
    at(31, new TicketEvent.ChatJoined(ANA));
    at(90, new TicketEvent.ChatLeft(ANA));

    assertThat(told(Measure.LIVE_SOON)).containsExactly("1 31 30 true chat by 1 of 7");
  }

  @Test
  void whoGivesUpWithinTenSecondsCountsNowhere() {
    begins("inbound", null, null);
    at(1, new TicketEvent.CallQueued());
    at(10, new TicketEvent.CallAbandoned(null));

    assertThat(contributions()).noneMatch(c -> c.measure().name().startsWith("LIVE"));
  }

  @Test
  void aMissedCallThatIsToldByItsWaitWasQueuedBefore() {
    begins("inbound", null, null);
    at(60, new TicketEvent.CallAbandoned(45L));

    assertThat(told(Measure.LIVE_OFFERED)).containsExactly("15 60 45 true call by null of null");
  }

  @Test
  void aCallThatIsAnsweredInTheSecondOfItsQueueDidNotWait() {
    begins("inbound", null, null);
    at(5, new TicketEvent.CallQueued());
    at(5, new TicketEvent.CallAnswered(ANA));

    assertThat(told(Measure.LIVE_SOON)).containsExactly("5 5 0 true call by 1 of null");
  }

  @Test
  void chatsAreTimeAtWork() {
    begins("inbound", null, null);
    at(0, new TicketEvent.ChatJoined(ANA));
    at(600, new TicketEvent.ChatLeft(ANA));
    at(700, new TicketEvent.StatusChanged("resolved"));

    assertThat(told(Measure.HANDLE)).containsExactly("700 700 600 null null by null of null");
  }

  @Test
  void aTimerThatWasNeverStoppedIsKnownWhenItIsAtItsMost() {
    begins("inbound", ANA, null);
    at(0, new TicketEvent.WorkStarted(ANA));
    at(60, new TicketEvent.StatusChanged("resolved"));

    assertThat(told(Measure.HANDLE)).containsExactly("60 1800 1800 null null by 1 of null");
  }

  @Test
  void aMissedFirstAnswerIsWhoseTicketItIsUntilSomebodyAnswersLate() {
    begins("inbound", ANA, SALES);
    assertThat(told(Measure.FIRST_RESPONSE_OUTCOME))
        .containsExactly("21600 21601 null false null by 1 of 7");

    at(30_000, new TicketEvent.GroupChanged(BILLING));
    at(40_000, new TicketEvent.AgentReply(null, BEA, "email"));
    assertThat(told(Measure.FIRST_RESPONSE_OUTCOME))
        .containsExactly("21600 21601 40000 false null by 2 of 8");
  }

  @Test
  void aReopeningIsOfWhomTheSolutionWas() {
    begins("inbound", ANA, SALES);
    at(100, new TicketEvent.StatusChanged("resolved"));
    at(200, new TicketEvent.Assigned(BEA));
    at(300, new TicketEvent.StatusChanged("open"));

    assertThat(told(Measure.REOPENED)).containsExactly("300 300 null null null by 1 of 7");
    assertThat(told(Measure.STAY))
        .containsExactly("0 0 0 null null by 2 of 7", "300 300 300 null null by 2 of 7");
  }

  @Test
  void anEscalationIsOfWhoPassedItOn() {
    begins("inbound", ANA, SALES);
    at(100, new TicketEvent.GroupChanged(BILLING));
    at(100, new TicketEvent.Escalated("functional", BILLING, null));

    assertThat(told(Measure.ESCALATED)).containsExactly("100 100 null null functional by 1 of 7");
    assertThat(told(Measure.CREATED)).containsExactly("0 0 null true null by 1 of 8");
  }

  @Test
  void theQueueIsLeftInTimeUntilAllStaysTogetherTakeLonger() {
    begins("inbound", null, null);
    assertThat(told(Measure.QUEUE_OUTCOME))
        .containsExactly("3601 3601 null false null by null of null");

    at(3_000, new TicketEvent.Assigned(ANA));
    assertThat(told(Measure.QUEUE_OUTCOME))
        .containsExactly("3000 3000 3000 true null by 1 of null");

    at(5_000, new TicketEvent.Unassigned());
    assertThat(told(Measure.QUEUE_OUTCOME))
        .containsExactly("5601 5601 null false null by null of null");

    at(5_600, new TicketEvent.Assigned(BEA));
    assertThat(told(Measure.QUEUE_OUTCOME))
        .containsExactly("3000 3000 3600 true null by 1 of null");
    assertThat(told(Measure.QUEUE_TOTAL)).containsExactly("5600 5600 3600 null null by 2 of null");
  }

  @Test
  void aTicketThatTheHouseBeganIsNoDemandAndWasInNoQueue() {
    begins("outbound", ANA, null);
    at(10, new TicketEvent.AgentReply(null, ANA, "email"));
    at(100, new TicketEvent.CustomerMessage(null, "email"));
    at(200, new TicketEvent.AgentReply(null, ANA, "email"));
    at(300, new TicketEvent.StatusChanged("resolved"));

    assertThat(contributions().stream().map(Contribution::measure).distinct())
        .containsExactlyInAnyOrder(
            Measure.OUTBOUND_CREATED,
            Measure.RESPONSE,
            Measure.NEXT_RESPONSE,
            Measure.FIRST_RESOLUTION,
            Measure.FULL_RESOLUTION,
            Measure.WITHOUT_REPLY,
            Measure.PROMISES_KEPT,
            Measure.REPLIES,
            Measure.REQUESTER_WAIT,
            Measure.AGENT_WORK,
            Measure.CUSTOMER_WAIT,
            Measure.ON_HOLD,
            Measure.STAY,
            Measure.STAY_OVER);
  }

  @Test
  void whatWasImportedWithoutItsEventsIsOnlyInTheBacklog() {
    begins("import", ANA, null);
    at(300, new TicketEvent.StatusChanged("resolved"));

    assertThat(contributions().stream().map(Contribution::measure))
        .containsExactly(Measure.STAY, Measure.STAY_OVER);
  }

  @Test
  void aTicketInTheBinGivesNothingAndComesBackAsItWas() {
    begins("inbound", ANA, null);
    at(10, new TicketEvent.AgentReply(null, ANA, "email"));
    List<Contribution> before = contributions();
    at(20, new TicketEvent.Trashed());
    assertThat(contributions()).isEmpty();
    at(30, new TicketEvent.Restored());
    assertThat(contributions()).isEqualTo(before);
  }

  private void begins(String origin, @Nullable Long assignee, @Nullable Long team) {
    at(
        0,
        new TicketEvent.TicketCreated(
            origin, "email", "normal", "new", team, assignee, List.of(), false));
  }

  private void at(long seconds, TicketEvent event) {
    Instant at = NINE.plusSeconds(seconds);
    int seq = events.size();
    events.add(new LoggedEvent(seq, new TicketId(1), seq, Actor.SYSTEM, at, at, event));
  }

  private List<Contribution> contributions() {
    Instant last = events.get(events.size() - 1).occurredAt();
    return Contributions.of(
        Timeline.of(events, null, last, Settings.DEFAULT), List.of(), MeasureSettings.DEFAULT);
  }

  /** When it counts and is known, in seconds; value, hit and detail; who is credited. */
  private List<String> told(Measure measure) {
    return contributions().stream()
        .filter(c -> c.measure() == measure)
        .map(
            c ->
                String.format(
                    "%s %s %s %s %s by %s of %s",
                    c.at().getEpochSecond() - NINE.getEpochSecond(),
                    c.known().getEpochSecond() - NINE.getEpochSecond(),
                    c.calendar(),
                    c.hit(),
                    c.detail(),
                    c.agent(),
                    c.team()))
        .toList();
  }
}
