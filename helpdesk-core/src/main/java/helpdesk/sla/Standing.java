package helpdesk.sla;

import helpdesk.sla.SlaClock.State;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket stands with everything that was promised to it.
 *
 * @param open whether anything may still come to be due
 * @param quietBefore what had passed by then is news to nobody: the ticket came here with a past;
 *     null where it began here
 * @param given what was said of it already
 */
record Standing(
    TicketId ticket,
    boolean open,
    List<KeptClock> clocks,
    QueueClock queue,
    @Nullable Instant quietBefore,
    Set<Alert.Given> given) {

  /** What is still to be said of it, now or when its time comes, in that order. */
  List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (KeptClock kept : clocks) add(alerts, kept);
    Instant late = queue.due() == null ? queue.exceededAt() : queue.due();
    if (late != null && queue.start() != null)
      alerts.add(new Alert(Alert.QUEUE, queue.start(), Alert.Kind.BREACH, late, late));
    alerts.removeIf(alert -> given.contains(alert.given()) || isPast(alert));
    alerts.sort(Comparator.comparing(Alert::at));
    return alerts;
  }

  /** When the first of what the customer still waits for is, or was, too late. */
  Optional<Instant> due() {
    return clocks.stream()
        .filter(KeptClock::open)
        .map(kept -> kept.clock().due())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  /** When the next alert comes. */
  Optional<Instant> next() {
    return alerts().stream().map(Alert::at).findFirst();
  }

  /** A clock that rests, or that nobody waits for any more, is warned of no longer. */
  private static void add(List<Alert> alerts, KeptClock kept) {
    SlaClock clock = kept.clock();
    Instant due = clock.due();
    boolean runs = clock.state() == State.ACTIVE || clock.state() == State.BREACHED;
    if (!runs || due == null) return;
    String about = clock.target().key();
    if (kept.open() && clock.warn() != null)
      alerts.add(new Alert(about, clock.start(), Alert.Kind.WARNING, clock.warn(), due));
    alerts.add(new Alert(about, clock.start(), Alert.Kind.BREACH, due, due));
  }

  private boolean isPast(Alert alert) {
    return quietBefore != null && alert.at().isBefore(quietBefore);
  }
}
