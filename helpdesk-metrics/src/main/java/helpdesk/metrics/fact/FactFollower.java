package helpdesk.metrics.fact;

import helpdesk.live.LiveUpdates;
import helpdesk.ticket.EventReader;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Follows the log and keeps the facts of whatever ticket moved up to date, in the transaction that
 * also moves its position: what is missed or done twice is neither.
 */
@Component
class FactFollower implements EventReader {
  private static final Duration FRESH = Duration.ofHours(1);
  private final Facts facts;
  private final LiveUpdates live;
  private final ApplicationEventPublisher publisher;

  FactFollower(Facts facts, LiveUpdates live, ApplicationEventPublisher publisher) {
    this.facts = facts;
    this.live = live;
    this.publisher = publisher;
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public void read(List<LoggedEvent> events) {
    Set<TicketId> moved =
        events.stream().map(LoggedEvent::ticket).collect(Collectors.toUnmodifiableSet());
    Map<Long, FactRow> rows =
        facts.refold(moved).stream().collect(Collectors.toMap(FactRow::ticketId, row -> row));
    live.publish("tiles");
    publisher.publishEvent(meaning(events, rows));
  }

  private static FactsMoved meaning(List<LoggedEvent> events, Map<Long, FactRow> rows) {
    FactsMoved moved = new FactsMoved(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (LoggedEvent e : events) {
      FactRow row = rows.get(e.ticket().value());
      boolean late = e.recordedAt().isAfter(e.occurredAt().plus(FRESH));
      if (row != null && row.excludedFor() == null && !late) add(e, row, moved);
    }
    return moved;
  }

  private static void add(LoggedEvent e, FactRow row, FactsMoved moved) {
    if (e.event() instanceof TicketEvent.TicketCreated && row.counted())
      moved.created().add(row.channel());
    boolean answer =
        e.event() instanceof TicketEvent.AgentReply
            || e.event() instanceof TicketEvent.CallAnswered;
    Long response = row.responseCalendar();
    if (answer && response != null && e.occurredAt().equals(row.responseAt()))
      moved.firstResponses().add(new FactsMoved.Took(row.channel(), response));
    Long resolution = row.firstResolutionCalendar();
    if (e.event() instanceof TicketEvent.StatusChanged
        && resolution != null
        && e.occurredAt().equals(row.firstResolvedAt()))
      moved.firstResolutions().add(new FactsMoved.Took(row.channel(), resolution));
  }
}
