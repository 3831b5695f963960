package helpdesk.sla;

import static helpdesk.sla.SlaTarget.FIRST_RESPONSE;
import static helpdesk.sla.SlaTarget.NEXT_RESPONSE;
import static helpdesk.sla.SlaTarget.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.Hours;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketEvent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Worked by hand, on an office in Madrid that is open from nine to six. Times without more are of
 * February 2026; the 9th is a Monday.
 */
class SlaClocksTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Calendar OFFICE = office();
  private static final SlaPolicy STANDARD =
      new SlaPolicy(
          "standard",
          1,
          SlaConditions.ALWAYS,
          OFFICE,
          SlaPolicy.USUAL_PAUSES,
          Map.of(
              FIRST_RESPONSE, hours(8, 2, 1),
              NEXT_RESPONSE, hours(8, 2, 1),
              RESOLUTION, hours(45, 9, 4)));
  private static final SlaPolicy VIP =
      new SlaPolicy(
          "vip",
          0,
          new SlaConditions(Set.of(), Set.of(), Set.of(), Set.of("vip"), Set.of()),
          null,
          SlaPolicy.USUAL_PAUSES,
          Map.of(FIRST_RESPONSE, Map.of(Priority.HIGH, Duration.ofHours(1))));
  private static final SlaPolicies POLICIES = SlaPolicies.of(List.of(STANDARD, VIP));

  @Test
  void aWeekOfOneTicketTellsAtEachHourWhatIsDueAndWhatWasUsed() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    life.at(local("9 10:00")).answers().becomes("pending");
    life.at(local("10 11:00")).writes().becomes("open");
    life.at(local("10 15:00")).answers().becomes("on_hold");
    life.at(local("12 10:00")).becomes("open");
    life.at(local("12 12:00")).turns("urgent");
    life.at(local("12 16:00")).answers().becomes("resolved");

    is(life, "9 09:00", FIRST_RESPONSE, SlaClock.State.ACTIVE, "9 11:00", 0);
    is(life, "9 09:30", RESOLUTION, SlaClock.State.ACTIVE, "9 18:00", 30);
    is(life, "9 10:00", FIRST_RESPONSE, SlaClock.State.MET, "9 11:00", 60);
    is(life, "9 10:00", RESOLUTION, SlaClock.State.PAUSED, null, 60);
    is(life, "10 11:00", NEXT_RESPONSE, SlaClock.State.ACTIVE, "10 13:00", 0);
    is(life, "10 11:00", RESOLUTION, SlaClock.State.ACTIVE, "11 10:00", 60);
    is(life, "10 13:00", NEXT_RESPONSE, SlaClock.State.ACTIVE, "10 13:00", 120);
    is(life, "10 14:00", NEXT_RESPONSE, SlaClock.State.BREACHED, "10 13:00", 120);
    is(life, "10 15:00", RESOLUTION, SlaClock.State.PAUSED, null, 300);
    is(life, "12 10:00", RESOLUTION, SlaClock.State.ACTIVE, "12 14:00", 300);
    is(life, "12 12:00", RESOLUTION, SlaClock.State.ACTIVE, "12 12:00", 420);
    is(life, "13 09:00", RESOLUTION, SlaClock.State.BREACHED, "12 12:00", 420);

    SlaClock late = clock(life, "13 09:00", NEXT_RESPONSE);
    assertThat(late.breachedAt()).isEqualTo(local("10 13:00"));
    assertThat(late.fulfilledAt()).isEqualTo(local("10 15:00"));
    assertThat(late.cycle()).isEqualTo(1);
    assertThat(clock(life, "13 09:00", RESOLUTION).fulfilledAt()).isEqualTo(local("12 16:00"));
    assertThat(clock(life, "13 09:00", RESOLUTION).decidedAt()).isEqualTo(local("12 12:00"));
  }

  @Test
  void atTheDueInstantItIsMetAndASecondLaterItIsNot() {
    TicketLife inTime = TicketLife.begins(local("9 09:00"), "high").at(local("9 11:00")).answers();
    assertThat(clock(inTime, "9 12:00", FIRST_RESPONSE).state()).isEqualTo(SlaClock.State.MET);

    Instant second = local("9 11:00").plusSeconds(1);
    TicketLife late = TicketLife.begins(local("9 09:00"), "high").at(second).answers();
    SlaClock clock = clock(late, "9 12:00", FIRST_RESPONSE);
    assertThat(clock.state()).isEqualTo(SlaClock.State.BREACHED);
    assertThat(clock.breachedAt()).isEqualTo(local("9 11:00"));
    assertThat(clock.remaining()).isZero();
  }

  @Test
  void aTargetUsedUpAtClosingTimeIsDueAtClosing() {
    TicketLife life = TicketLife.begins(local("9 16:00"), "high").at(local("9 20:00")).answers();
    SlaClock clock = clock(life, "10 09:00", FIRST_RESPONSE);
    assertThat(clock.state()).isEqualTo(SlaClock.State.BREACHED);
    assertThat(clock.breachedAt()).isEqualTo(local("9 18:00"));
  }

  @Test
  void waitingOnTheCustomerWithoutAnAnswerHelpsNobody() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    life.at(local("9 09:10")).becomes("pending");
    is(life, "9 11:01", FIRST_RESPONSE, SlaClock.State.BREACHED, "9 11:00", 120);
    is(life, "9 11:01", RESOLUTION, SlaClock.State.PAUSED, null, 10);
  }

  @Test
  void aStricterTargetThatIsUsedUpBreachesWhenItComesAndNotBefore() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "low");
    life.at(local("9 12:00")).turns("urgent");
    is(life, "9 11:59", FIRST_RESPONSE, SlaClock.State.ACTIVE, "9 17:00", 179);
    is(life, "9 12:01", FIRST_RESPONSE, SlaClock.State.BREACHED, "9 12:00", 180);
  }

  @Test
  void aStricterTargetOnAPausedClockBreachesWhenItNextRuns() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    life.at(local("9 14:00")).becomes("on_hold");
    life.at(local("9 15:00")).turns("urgent");
    life.at(local("10 10:00")).becomes("open");
    is(life, "10 09:59", RESOLUTION, SlaClock.State.PAUSED, null, 300);
    is(life, "10 10:01", RESOLUTION, SlaClock.State.BREACHED, "10 10:00", 300);
  }

  @Test
  void aMilderTargetAfterABreachErasesNothing() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "urgent");
    life.at(local("9 10:30")).turns("low").at(local("9 11:00")).answers();
    is(life, "9 12:00", FIRST_RESPONSE, SlaClock.State.BREACHED, "9 10:00", 60);
    is(life, "9 12:00", RESOLUTION, SlaClock.State.ACTIVE, "13 18:00", 180);
  }

  @Test
  void aChangeInTheSecondInWhichItFallsDueIsInTime() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high").at(local("9 11:00")).turns("low");
    is(life, "9 12:00", FIRST_RESPONSE, SlaClock.State.ACTIVE, "9 17:00", 180);
  }

  @Test
  void anAnswerIsJudgedByTheTargetBeforeAChangeOfTheSameSecond() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "low");
    life.at(local("9 11:00")).turns("urgent").answers();
    SlaClock clock = clock(life, "9 12:00", FIRST_RESPONSE);
    assertThat(clock.state()).isEqualTo(SlaClock.State.MET);
    assertThat(clock.length()).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void aResolutionInTimeIsProvisionalUntilClosedAndAReopeningGoesOnWithTheSameClock() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "urgent");
    life.at(local("9 12:00")).becomes("resolved");
    assertThat(clock(life, "9 17:00", RESOLUTION).state()).isEqualTo(SlaClock.State.MET);
    assertThat(clock(life, "9 17:00", RESOLUTION).provisional()).isTrue();
    life.at(local("10 10:00")).writes().becomes("open");
    is(life, "10 10:30", RESOLUTION, SlaClock.State.ACTIVE, "10 11:00", 210);
    is(life, "10 11:01", RESOLUTION, SlaClock.State.BREACHED, "10 11:00", 240);

    TicketLife closed = TicketLife.begins(local("9 09:00"), "urgent");
    closed.at(local("9 12:00")).becomes("closed");
    assertThat(clock(closed, "9 17:00", RESOLUTION).provisional()).isFalse();
  }

  @Test
  void resolvedOutOfAPauseItIsMetAndNothingWasDue() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "urgent");
    life.at(local("9 10:00")).becomes("pending").at(local("13 10:00")).becomes("resolved");
    is(life, "13 12:00", RESOLUTION, SlaClock.State.MET, null, 60);
  }

  @Test
  void aResolveWithoutAnAnswerCancelsTheWaitAndLaterMessagesAreNextOnes() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    life.at(local("9 09:30")).becomes("resolved");
    life.at(local("9 10:00")).writes().becomes("open");
    is(life, "9 10:30", FIRST_RESPONSE, SlaClock.State.CANCELLED, null, 30);
    is(life, "9 10:30", NEXT_RESPONSE, SlaClock.State.ACTIVE, "9 12:00", 30);
  }

  @Test
  void whatWasNeverPromisedHasNoClockAndWhatNoLongerIsIsCancelled() {
    TicketLife normal = TicketLife.begins(local("9 09:00"), "normal");
    assertThat(SlaClocks.of(normal.events(), POLICIES, OFFICE, local("9 18:00"))).isEmpty();
    assertThat(SlaClocks.of(normal.events(), SlaPolicies.of(List.of()), OFFICE, local("9 18:00")))
        .isEmpty();

    TicketLife life =
        TicketLife.begins(local("9 09:00"), "high").at(local("9 10:00")).tagged("vip");
    SlaClock resolution = clock(life, "9 11:00", RESOLUTION);
    assertThat(resolution.state()).isEqualTo(SlaClock.State.CANCELLED);
    assertThat(resolution.policy()).isEqualTo("standard");
    assertThat(clock(life, "9 10:00", FIRST_RESPONSE).policy()).isEqualTo("vip");
    is(life, "9 11:00", FIRST_RESPONSE, SlaClock.State.BREACHED, "9 10:00", 60);
  }

  @Test
  void aTicketKeepsWhatItWasPromisedUntilSomethingOnItChanges() {
    SlaPolicy generous =
        new SlaPolicy(
            "generous",
            1,
            SlaConditions.ALWAYS,
            OFFICE,
            Set.of(),
            Map.of(FIRST_RESPONSE, hours(9, 4, 4)));
    SlaPolicies edited =
        SlaPolicies.ofEditions(
            List.of(
                new SlaPolicies.Edition(null, List.of(STANDARD)),
                new SlaPolicies.Edition(local("9 09:30"), List.of(generous))));
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    life.at(local("9 10:00")).becomes("open").then(new TicketEvent.Assigned(1L));
    life.at(local("9 10:30")).turns("urgent");

    assertThat(clock(life.events(), edited, "9 10:15", FIRST_RESPONSE).due())
        .isEqualTo(local("9 11:00"));
    assertThat(clock(life.events(), edited, "9 10:45", FIRST_RESPONSE).due())
        .isEqualTo(local("9 13:00"));
    TicketLife later = TicketLife.begins(local("9 09:30"), "high");
    assertThat(clock(later.events(), edited, "9 09:45", FIRST_RESPONSE).due())
        .isEqualTo(local("9 13:30"));
  }

  @Test
  void anAbsorbedTicketHasNoClocksAndTheOtherTakesItsQuestionOver() {
    TicketLife absorbed = TicketLife.begins(local("9 09:00"), "high");
    absorbed.at(local("9 09:30")).then(new TicketEvent.MergedInto(2));
    assertThat(SlaClocks.of(absorbed.events(), POLICIES, OFFICE, local("9 10:00"))).isEmpty();
    absorbed.at(local("9 10:30")).then(new TicketEvent.MergeUndone(1, 2));
    is(absorbed, "9 10:45", FIRST_RESPONSE, SlaClock.State.ACTIVE, "9 11:00", 105);

    TicketLife survivor = TicketLife.begins(local("9 09:00"), "high");
    survivor.at(local("9 09:20")).answers().becomes("pending");
    survivor.at(local("9 10:00")).then(new TicketEvent.MergedFrom(3, true)).becomes("open");
    is(survivor, "9 10:30", NEXT_RESPONSE, SlaClock.State.ACTIVE, "9 12:00", 30);
  }

  @Test
  void spamHasNoClocksAndKeepsItsOldTimesWhenItIsNone() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    life.at(local("9 09:30")).then(new TicketEvent.MarkedSpam(null, null));
    assertThat(SlaClocks.of(life.events(), POLICIES, OFFICE, local("9 12:00"))).isEmpty();
    life.at(local("9 13:00")).then(new TicketEvent.UnmarkedSpam());
    is(life, "9 13:00", FIRST_RESPONSE, SlaClock.State.BREACHED, "9 11:00", 120);
  }

  @Test
  void aClockOfTheHouseBeginsWhenTheCustomerAnswers() {
    TicketLife life = TicketLife.begins(local("9 09:00"), "high", "outbound", "pending");
    life.at(local("9 09:00")).answers();
    assertThat(SlaClocks.of(life.events(), POLICIES, OFFICE, local("9 09:30"))).isEmpty();
    life.at(local("9 10:00")).writes().becomes("open");
    // in the very second in which it begins to run it is there: what falls due is known at once
    is(life, "9 10:00", NEXT_RESPONSE, SlaClock.State.ACTIVE, "9 12:00", 0);
    is(life, "9 10:00", RESOLUTION, SlaClock.State.ACTIVE, "10 10:00", 0);
  }

  @Test
  void anOfficeThatNeverOpensHasNoDueInstantAndNoBreach() {
    Calendar never = Calendar.of(MADRID, Map.of(), Set.of(), Map.of());
    SlaPolicy policy =
        new SlaPolicy(
            "never", 1, SlaConditions.ALWAYS, never, Set.of(), Map.of(RESOLUTION, hours(1, 1, 1)));
    TicketLife life = TicketLife.begins(local("9 09:00"), "high");
    SlaClock clock = clock(life.events(), SlaPolicies.of(List.of(policy)), "20 09:00", RESOLUTION);
    assertThat(clock.state()).isEqualTo(SlaClock.State.ACTIVE);
    assertThat(clock.due()).isNull();
    assertThat(clock.remaining()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void dayAndNightAnHourIsAnHourAlsoWhenTheClocksGoForward() {
    TicketLife life = TicketLife.begins(Instant.parse("2026-03-28T23:30:00Z"), "high");
    life.tagged("vip");
    Instant due = Instant.parse("2026-03-29T00:30:00Z");
    assertThat(SlaClocks.of(life.events(), POLICIES, OFFICE, due).get(0).due()).isEqualTo(due);
  }

  @Test
  void targetsAreLongerThanNothingAndEditionsFollowEachOther() {
    assertThatThrownBy(
            () ->
                new SlaPolicy(
                    "no",
                    1,
                    SlaConditions.ALWAYS,
                    null,
                    Set.of(),
                    Map.of(RESOLUTION, hours(1, 0, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    SlaPolicies.Edition first = new SlaPolicies.Edition(null, List.of());
    assertThatThrownBy(() -> SlaPolicies.ofEditions(List.of(first, first)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What is known at that time, with the minutes that were used. */
  private static void is(
      TicketLife life,
      String asOf,
      SlaTarget target,
      SlaClock.State state,
      @Nullable String due,
      long minutes) {
    SlaClock clock = clock(life, asOf, target);
    assertThat(clock.state()).isEqualTo(state);
    assertThat(clock.due()).isEqualTo(due == null ? null : local(due));
    assertThat(clock.used()).isEqualTo(Duration.ofMinutes(minutes));
  }

  private static SlaClock clock(TicketLife life, String asOf, SlaTarget target) {
    return clock(life.events(), POLICIES, asOf, target);
  }

  private static SlaClock clock(
      List<LoggedEvent> events, SlaPolicies policies, String asOf, SlaTarget target) {
    return SlaClocks.of(events, policies, OFFICE, local(asOf)).stream()
        .filter(clock -> clock.target() == target)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static Instant local(String dayAndTime) {
    String day = dayAndTime.substring(0, dayAndTime.indexOf(' '));
    String time = dayAndTime.substring(day.length() + 1);
    String date = "2026-02-%02d".formatted(Integer.parseInt(day));
    return LocalDateTime.parse(date + "T" + time).atZone(MADRID).toInstant();
  }

  private static Map<Priority, Duration> hours(long low, long high, long urgent) {
    return Map.of(
        Priority.LOW, Duration.ofHours(low),
        Priority.HIGH, Duration.ofHours(high),
        Priority.URGENT, Duration.ofHours(urgent));
  }

  private static Calendar office() {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= 5) week.put(day, List.of(Hours.of("09:00", "18:00")));
    }
    return Calendar.of(MADRID, week, Set.of(), Map.of());
  }
}
