package helpdesk.sla;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.calendar.Hours;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds for every ticket, tried on many that chance made from a seed. They live around the
 * changes of the clocks, and everything happens at whole minutes.
 */
class SlaPropertiesTest {
  private static final List<String> ZONES =
      List.of("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC");
  private static final List<Instant> BEFORE_CHANGES =
      List.of(
          Instant.parse("2026-03-27T08:00:00Z"),
          Instant.parse("2026-10-23T08:00:00Z"),
          Instant.parse("2026-03-06T08:00:00Z"),
          Instant.parse("2026-04-03T08:00:00Z"));
  private static final List<String> STATUSES =
      List.of("open", "pending", "on_hold", "resolved", "open", "open");
  private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
  private static final int MINUTES = 6 * 24 * 60;
  private static final int TICKETS = 400;
  private final Random random = new Random(20_261_127);

  /** A ticket with everything that decides on its clocks. */
  private record Case(List<LoggedEvent> events, SlaPolicies policies, @Nullable Calendar calendar) {
    List<SlaClock> at(Instant asOf) {
      return SlaClocks.of(events, policies, calendar, asOf);
    }

    Instant begin() {
      return events.get(0).occurredAt();
    }
  }

  @Test
  void whoCountsMinuteByMinuteFindsTheSame() {
    int breaches = 0;
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant asOf = anyInstantOf(ticket);
      Terms terms =
          new Terms(new States(Story.of(ticket.events, asOf)), ticket.policies, ticket.calendar);
      for (SlaClock clock : ticket.at(asOf)) {
        Instant end = clock.fulfilledAt() == null ? asOf : clock.fulfilledAt();
        if (clock.state() == SlaClock.State.CANCELLED) continue; // when it ended it does not say
        Counted counted = count(terms, clock, end);
        assertThat(clock.breachedAt()).isEqualTo(counted.breached);
        assertThat(clock.used()).isEqualTo(counted.used);
        if (clock.state() == SlaClock.State.ACTIVE && clock.due() != null)
          assertThat(clock.due()).isEqualTo(counted.due);
        if (counted.breached != null) breaches++;
      }
    }
    assertThat(breaches).isGreaterThan(TICKETS / 10); // so that both outcomes were tried
  }

  private record Counted(@Nullable Instant breached, Duration used, @Nullable Instant due) {}

  /** Looks at every minute: is the target used up, does the clock run, is it open? */
  private static Counted count(Terms terms, SlaClock clock, Instant end) {
    Duration used = Duration.ZERO;
    for (Instant t = clock.start(); ; t = t.plusSeconds(60)) {
      Terms.Term term = terms.at(t);
      Duration goal = term.target(clock.target());
      boolean usedUp = term.runs(clock.target()) && goal != null && used.compareTo(goal) >= 0;
      if (usedUp && t.isBefore(end)) return new Counted(t, used, t);
      boolean over = !t.isBefore(end);
      if (over) return new Counted(null, used, dueFrom(t, term, clock.target(), used));
      if (term.runs(clock.target()) && BusinessTime.isOpen(term.calendar(), t))
        used = used.plusMinutes(1);
    }
  }

  private static @Nullable Instant dueFrom(
      Instant end, Terms.Term term, SlaTarget target, Duration already) {
    Duration goal = term.target(target);
    if (goal == null) return null;
    Duration used = already;
    Instant t = end;
    for (; used.compareTo(goal) < 0; t = t.plusSeconds(60)) {
      if (BusinessTime.isOpen(term.calendar(), t)) used = used.plusMinutes(1);
    }
    return t;
  }

  @Test
  void theOrderInWhichEventsComeDoesNotMatter() {
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant asOf = anyInstantOf(ticket);
      List<LoggedEvent> shuffled = new ArrayList<>(ticket.events);
      Collections.shuffle(shuffled, random);
      assertThat(SlaClocks.of(shuffled, ticket.policies, ticket.calendar, asOf))
          .isEqualTo(ticket.at(asOf));
    }
  }

  @Test
  void whatIsYetToComeChangesNothingThatIsKnown() {
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant asOf = anyInstantOf(ticket);
      List<LoggedEvent> known =
          ticket.events.stream().filter(e -> !e.occurredAt().isAfter(asOf)).toList();
      assertThat(SlaClocks.of(known, ticket.policies, ticket.calendar, asOf))
          .isEqualTo(ticket.at(asOf));
    }
  }

  @Test
  void aSpanThatIsCutGivesTheSameSum() {
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant asOf = anyInstantOf(ticket);
      List<LoggedEvent> cut = new ArrayList<>(ticket.events);
      for (int i = 0; i < 20; i++) cut.add(event(cut, anyInstantOf(ticket), assignment(i)));
      assertThat(SlaClocks.of(cut, ticket.policies, ticket.calendar, asOf))
          .isEqualTo(ticket.at(asOf));
    }
  }

  private static TicketEvent assignment(int i) {
    return i % 2 == 0 ? new TicketEvent.Assigned((long) i) : new TicketEvent.Unassigned();
  }

  @Test
  void whatIsLeftIsTheTimeUntilItIsDue() {
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant asOf = anyInstantOf(ticket);
      Terms terms =
          new Terms(new States(Story.of(ticket.events, asOf)), ticket.policies, ticket.calendar);
      for (SlaClock clock : ticket.at(asOf)) {
        if (clock.state() != SlaClock.State.ACTIVE || clock.due() == null) continue;
        Calendar calendar = terms.at(asOf).calendar();
        assertThat(BusinessTime.between(calendar, asOf, clock.due())).isEqualTo(clock.remaining());
      }
    }
  }

  @Test
  void aBreachIsFinalAndKnownAtTheSameInstantForEver() {
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant earlier = anyInstantOf(ticket);
      Instant later = earlier.plusSeconds(60L * random.nextInt(MINUTES));
      for (SlaClock then : ticket.at(earlier)) {
        if (then.state() != SlaClock.State.BREACHED) continue;
        assertThat(ticket.at(later))
            .anyMatch(
                now ->
                    now.target() == then.target()
                        && now.cycle() == then.cycle()
                        && now.state() == SlaClock.State.BREACHED
                        && then.breachedAt().equals(now.breachedAt()));
      }
    }
  }

  @Test
  void atAnyInstantAtMostOneClockOfEachTargetIsRunning() {
    for (int n = 0; n < TICKETS; n++) {
      Case ticket = anyCase();
      Instant asOf = anyInstantOf(ticket);
      List<SlaClock> clocks = ticket.at(asOf);
      for (SlaTarget target : SlaTarget.values()) {
        assertThat(clocks.stream().filter(c -> c.target() == target).filter(c -> open(c)))
            .hasSizeLessThanOrEqualTo(1);
      }
      assertThat(clocks.stream().map(c -> c.target() + "#" + c.cycle())).doesNotHaveDuplicates();
    }
  }

  private static boolean open(SlaClock clock) {
    return clock.state() == SlaClock.State.ACTIVE || clock.state() == SlaClock.State.PAUSED;
  }

  // Tickets by chance

  private Case anyCase() {
    Instant begin =
        BEFORE_CHANGES.get(random.nextInt(BEFORE_CHANGES.size())).plusSeconds(anyMinutes(24 * 60));
    List<LoggedEvent> events = new ArrayList<>();
    boolean bot = random.nextInt(8) == 0;
    String origin = random.nextInt(8) == 0 ? "outbound" : "inbound";
    events.add(
        event(
            events,
            begin,
            new TicketEvent.TicketCreated(
                origin, "email", any(PRIORITIES), "new", null, null, List.of(), bot)));
    for (int i = random.nextInt(14); i > 0; i--) {
      Instant at = begin.plusSeconds(anyMinutes(MINUTES));
      events.add(event(events, at, anyEvent()));
      // things come in pairs: an answer with a status, a message with an opening
      if (random.nextBoolean()) events.add(event(events, at, anyEvent()));
    }
    SlaPolicies policies = SlaPolicies.of(List.of(anyPolicy(0, true), anyPolicy(1, false)));
    return new Case(events, policies, random.nextBoolean() ? anyCalendar() : null);
  }

  private TicketEvent anyEvent() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new TicketEvent.StatusChanged(any(STATUSES));
      case 2 -> new TicketEvent.PriorityChanged(any(PRIORITIES));
      case 3 -> new TicketEvent.TagsChanged(List.of("vip"), List.of());
      case 4 -> new TicketEvent.TagsChanged(List.of(), List.of("vip"));
      case 5 -> new TicketEvent.AgentReply(null, 1L, "email");
      case 6 -> new TicketEvent.BotHandoff();
      default -> new TicketEvent.CustomerMessage(null, "email");
    };
  }

  private static LoggedEvent event(List<LoggedEvent> before, Instant at, TicketEvent event) {
    int seq = before.size();
    return new LoggedEvent(
        seq, new helpdesk.ticket.TicketId(1), seq, helpdesk.ticket.Actor.SYSTEM, at, at, event);
  }

  private SlaPolicy anyPolicy(int position, boolean vip) {
    Map<SlaTarget, Map<Priority, Duration>> targets = new EnumMap<>(SlaTarget.class);
    for (SlaTarget target : SlaTarget.values()) {
      Map<Priority, Duration> lengths = new EnumMap<>(Priority.class);
      for (Priority priority : Priority.values()) {
        if (random.nextInt(6) > 0) lengths.put(priority, Duration.ofSeconds(60 + anyMinutes(900)));
      }
      targets.put(target, lengths);
    }
    Set<String> tags = vip ? Set.of("vip") : Set.of();
    return new SlaPolicy(
        "policy " + position,
        position,
        new SlaConditions(Set.of(), Set.of(), Set.of(), tags, Set.of()),
        random.nextInt(4) == 0 ? null : anyCalendar(),
        random.nextBoolean() ? SlaPolicy.USUAL_PAUSES : Set.of(Status.PENDING),
        targets);
  }

  private Calendar anyCalendar() {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      int opens = random.nextInt(1_439);
      int closes = opens + 1 + random.nextInt(1_440 - opens);
      if (random.nextInt(4) > 0) week.put(day, List.of(new Hours(opens, closes)));
    }
    week.put(DayOfWeek.SUNDAY, List.of(Hours.of("00:00", "24:00"))); // when the clocks change
    return Calendar.of(ZoneId.of(any(ZONES)), week, Set.of(), Map.of());
  }

  private Instant anyInstantOf(Case ticket) {
    return ticket.begin().plusSeconds(anyMinutes(MINUTES));
  }

  private long anyMinutes(int below) {
    return 60L * random.nextInt(below);
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
