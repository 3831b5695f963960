package helpdesk.sla;

import helpdesk.calendar.Calendar;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of what is promised to some tickets. It never changes; editing makes another.
 *
 * @param position the smaller, the earlier it is tried
 * @param calendar within whose hours the targets run; null is day and night
 * @param pausedIn in which statuses the clock of the resolution rests
 * @param targets how long each may take; what is missing is not promised
 */
public record SlaPolicy(
    String name,
    int position,
    SlaConditions when,
    @Nullable Calendar calendar,
    Set<Status> pausedIn,
    Map<SlaTarget, Map<Priority, Duration>> targets) {
  /** The statuses in which the house waits for somebody else. */
  public static final Set<Status> USUAL_PAUSES = Set.of(Status.PENDING, Status.ON_HOLD);

  /**
   * Copies what is given.
   *
   * @throws IllegalArgumentException if a target is not longer than 0
   */
  public SlaPolicy {
    pausedIn = Set.copyOf(pausedIn);
    Map<SlaTarget, Map<Priority, Duration>> copy = new EnumMap<>(SlaTarget.class);
    targets.forEach((target, lengths) -> copy.put(target, Map.copyOf(lengths)));
    targets = Map.copyOf(copy);
    for (Map<Priority, Duration> lengths : targets.values()) {
      for (Duration length : lengths.values()) {
        if (length.toSeconds() < 1)
          throw new IllegalArgumentException("A target takes at least a second: " + length);
      }
    }
  }

  /** How long that may take, null if nothing is promised. */
  public @Nullable Duration target(SlaTarget target, Priority priority) {
    return targets.getOrDefault(target, Map.of()).get(priority);
  }
}
