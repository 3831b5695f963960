package helpdesk.metrics.measure;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.Hours;
import helpdesk.metrics.timeline.Settings;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.Timeline;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaClocks;
import helpdesk.sla.SlaConditions;
import helpdesk.sla.SlaPolicies;
import helpdesk.sla.SlaPolicy;
import helpdesk.sla.SlaTarget;
import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that chance made, with everything by which it is measured. It lives around the change of
 * the clocks; everything happens at whole minutes, often several things at once.
 */
record AnyTicket(List<LoggedEvent> events, SlaPolicies policies, @Nullable Calendar calendar) {
  private static final Instant BEGIN = Instant.parse("2026-03-27T08:00:00Z");
  private static final int MINUTES = 6 * 24 * 60;
  private static final List<String> STATUSES =
      List.of("open", "pending", "on_hold", "resolved", "closed", "open", "resolved");
  private static final List<String> PRIORITIES = List.of("normal", "high");
  private static final List<String> ORIGINS =
      List.of("inbound", "inbound", "inbound", "on_behalf", "outbound", "split", "import");

  static AnyTicket by(Random chance) {
    List<LoggedEvent> events = new ArrayList<>();
    boolean taken = chance.nextInt(5) == 0;
    TicketEvent creation =
        new TicketEvent.TicketCreated(
            any(ORIGINS, chance),
            "email",
            "normal",
            "new",
            chance.nextBoolean() ? 7L : null,
            taken ? 1L : null,
            List.of(),
            chance.nextInt(8) == 0);
    add(events, BEGIN, creation);
    for (int i = chance.nextInt(16); i > 0; i--) {
      Instant at = BEGIN.plusSeconds(60L * chance.nextInt(MINUTES));
      add(events, at, anyEvent(chance));
      if (chance.nextBoolean()) add(events, at, anyEvent(chance));
    }
    Map<SlaTarget, Map<Priority, Duration>> targets = new EnumMap<>(SlaTarget.class);
    for (SlaTarget target : SlaTarget.values()) {
      targets.put(
          target,
          Map.of(
              Priority.NORMAL, Duration.ofMinutes(60 + chance.nextInt(2_000)),
              Priority.HIGH, Duration.ofMinutes(10 + chance.nextInt(300))));
    }
    SlaPolicy policy =
        new SlaPolicy(
            "any",
            1,
            new SlaConditions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
            calendar(chance),
            SlaPolicy.USUAL_PAUSES,
            targets);
    return new AnyTicket(events, SlaPolicies.of(List.of(policy)), calendar(chance));
  }

  private static TicketEvent anyEvent(Random chance) {
    long agent = 1 + chance.nextInt(3);
    return switch (chance.nextInt(23)) {
      case 0, 1, 2, 3 -> new TicketEvent.StatusChanged(any(STATUSES, chance));
      case 4 -> new TicketEvent.PriorityChanged(any(PRIORITIES, chance));
      case 5, 6 -> new TicketEvent.Assigned(agent);
      case 7 -> new TicketEvent.Unassigned();
      case 8 -> new TicketEvent.GroupChanged(agent + 6);
      case 9 -> new TicketEvent.Escalated("functional", agent + 6, null);
      case 10 -> new TicketEvent.WorkStarted(agent);
      case 11 -> new TicketEvent.WorkEnded(agent);
      case 12 -> new TicketEvent.BotHandoff();
      case 13 -> new TicketEvent.FollowUpCreated(2);
      case 14, 15, 16 -> new TicketEvent.AgentReply(null, agent, "email");
      case 17 -> chance.nextInt(4) > 0 ? new TicketEvent.Trashed() : new TicketEvent.Restored();
      case 18 -> new TicketEvent.CallAnswered(agent);
      case 19 -> chance.nextBoolean() ? new TicketEvent.CallQueued() : new TicketEvent.ChatQueued();
      case 20 ->
          chance.nextBoolean()
              ? new TicketEvent.ChatJoined(agent)
              : new TicketEvent.ChatAbandoned(null);
      default -> new TicketEvent.CustomerMessage(null, "email");
    };
  }

  private static @Nullable Calendar calendar(Random chance) {
    if (chance.nextInt(4) == 0) return null;
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      int opens = chance.nextInt(1_000);
      if (chance.nextInt(4) > 0) week.put(day, List.of(new Hours(opens, opens + 240)));
    }
    week.put(DayOfWeek.SUNDAY, List.of(Hours.of("00:00", "24:00"))); // when the clocks change
    return Calendar.of(ZoneId.of("Europe/Madrid"), week, Set.of(), Map.of());
  }

  private static void add(List<LoggedEvent> events, Instant at, TicketEvent event) {
    int seq = events.size();
    events.add(new LoggedEvent(seq, new TicketId(1), seq, Actor.SYSTEM, at, at, event));
  }

  private static <T> T any(List<T> some, Random chance) {
    return some.get(chance.nextInt(some.size()));
  }

  /** As it was when nothing after that instant had happened. */
  AnyTicket until(Instant end) {
    return new AnyTicket(
        events.stream().filter(e -> !e.occurredAt().isAfter(end)).toList(), policies, calendar);
  }

  /** The same events in that order. */
  AnyTicket reading(List<LoggedEvent> order) {
    return new AnyTicket(order, policies, calendar);
  }

  /** When it began, and any minute of the ten days from then on. */
  static Instant anyInstant(Random chance) {
    return BEGIN.plusSeconds(60L * chance.nextInt(10 * 24 * 60));
  }

  Instant last() {
    return events.stream().map(LoggedEvent::occurredAt).max(Instant::compareTo).orElseThrow();
  }

  TicketFacts facts(Instant asOf) {
    return Timeline.of(events, calendar, asOf, Settings.DEFAULT);
  }

  List<SlaClock> clocks(Instant asOf) {
    return SlaClocks.of(events, policies, calendar, asOf);
  }

  List<Contribution> contributions(Instant asOf) {
    return Contributions.of(facts(asOf), clocks(asOf), MeasureSettings.DEFAULT);
  }
}
