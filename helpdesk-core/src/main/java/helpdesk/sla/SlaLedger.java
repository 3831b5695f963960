package helpdesk.sla;

import helpdesk.calendar.Calendar;
import helpdesk.calendar.Calendars;
import helpdesk.live.LiveUpdates;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes from the log how tickets stand and keeps it. Their rows are locked before the log, the
 * policies and the limits are read: of two who compute a ticket at once, the later one knows all
 * that the earlier one knew.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SlaLedger {
  private final SlaRows rows;
  private final EventLog log;
  private final SlaSettings policies;
  private final QueueLimitRows limits;
  private final Calendars calendars;
  private final LiveUpdates live;
  private final Clock clock;

  SlaLedger(
      SlaRows rows,
      EventLog log,
      SlaSettings policies,
      QueueLimitRows limits,
      Calendars calendars,
      LiveUpdates live,
      Clock clock) {
    this.rows = rows;
    this.log = log;
    this.policies = policies;
    this.limits = limits;
    this.calendars = calendars;
    this.live = live;
    this.clock = clock;
  }

  /** By what tickets are computed, read once for many. */
  private record Basis(SlaPromises promises, QueueLimits limits, Calendar hours) {}

  /** Computes and keeps, and tells open lists; what is no ticket any more is left out. */
  void fold(Collection<TicketId> tickets) {
    List<Standing> standings = standings(tickets);
    if (!standings.isEmpty() && rows.keep(standings)) live.publish("inbox");
  }

  /** How they stand now, locked until the transaction ends. */
  List<Standing> standings(Collection<TicketId> tickets) {
    List<SlaRows.Locked> locked = rows.lock(tickets);
    if (locked.isEmpty()) return List.of();
    List<TicketId> ids = locked.stream().map(SlaRows.Locked::ticket).toList();
    Map<TicketId, List<LoggedEvent>> stories =
        log.of(ids).stream().collect(Collectors.groupingBy(LoggedEvent::ticket));
    Map<TicketId, Set<Alert.Given>> given = rows.given(ids);
    Basis basis = new Basis(policies.promises(), limits.all(), calendars.byId(null));
    List<Standing> standings = new ArrayList<>();
    for (SlaRows.Locked one : locked) {
      List<LoggedEvent> events = stories.get(one.ticket());
      if (events == null) continue;
      standings.add(standing(one, events, basis, given.getOrDefault(one.ticket(), Set.of())));
    }
    return standings;
  }

  private Standing standing(
      SlaRows.Locked ticket, List<LoggedEvent> events, Basis basis, Set<Alert.Given> given) {
    Instant now = now(events);
    Story story = Story.of(events, now);
    List<KeptClock> clocks = basis.promises.kept(story, now);
    boolean ended = story.excluded() != null || new States(story).last().terminal();
    return new Standing(
        ticket.ticket(),
        !ended,
        clocks,
        QueueClock.of(story, basis.limits, basis.hours, now),
        ticket.past() ? recorded(events) : null,
        given);
  }

  /** What is in the log has happened, also where another node's clock is ahead of ours. */
  private Instant now(List<LoggedEvent> events) {
    Instant last =
        events.stream().map(LoggedEvent::occurredAt).max(Instant::compareTo).orElseThrow();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return last.isAfter(now) ? last : now;
  }

  private static @Nullable Instant recorded(List<LoggedEvent> events) {
    return events.stream()
        .filter(e -> e.event() instanceof TicketEvent.TicketCreated)
        .map(LoggedEvent::recordedAt)
        .findFirst()
        .orElse(null);
  }
}
