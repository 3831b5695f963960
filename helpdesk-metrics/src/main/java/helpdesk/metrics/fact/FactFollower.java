package helpdesk.metrics.fact;

import helpdesk.live.LiveUpdates;
import helpdesk.metrics.measure.Contribution;
import helpdesk.ticket.EventReader;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration FRESH = Duration.ofHours(1);
  private final Facts facts;
  private final LiveUpdates live;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  FactFollower(Facts facts, LiveUpdates live, ApplicationEventPublisher publisher, Clock clock) {
    this.facts = facts;
    this.live = live;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public void read(List<LoggedEvent> events) {
    Set<TicketId> moved =
        events.stream().map(LoggedEvent::ticket).collect(Collectors.toUnmodifiableSet());
    List<Contribution> added = facts.refold(moved).fresh();
    live.publish("tiles");
    Instant since = clock.instant().minus(FRESH);
    publisher.publishEvent(
        new FactsMoved(added.stream().filter(c -> c.at().isAfter(since)).toList()));
  }
}
