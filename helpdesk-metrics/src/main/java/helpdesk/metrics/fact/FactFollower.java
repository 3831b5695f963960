package helpdesk.metrics.fact;

import helpdesk.live.LiveUpdates;
import helpdesk.ticket.EventReader;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import java.util.List;
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
    facts.refold(moved);
    live.publish("tiles");
    publisher.publishEvent(new FactsMoved(events));
  }
}
