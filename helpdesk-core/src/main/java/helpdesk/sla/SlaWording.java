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
 * A policy as an administrator writes it down. It names its hours; {@link SlaPolicy} has them.
 *
 * @param name at most {@link #LONGEST_NAME} characters
 * @param pausedIn in which statuses the clock of the resolution rests; waiting on the customer, on
 *     hold, both or neither
 * @param targets how long each may take, in whole minutes; what is missing is not promised
 */
public record SlaWording(
    String name,
    SlaConditions when,
    SlaHours hours,
    Set<Status> pausedIn,
    Map<SlaTarget, Map<Priority, Duration>> targets) {
  /** The most characters a name may have. */
  public static final int LONGEST_NAME = 120;

  /** The longest that can be promised. */
  public static final Duration LONGEST_TARGET = Duration.ofHours(10_000);

  /**
   * Copies what is given.
   *
   * @throws IllegalArgumentException if it has no name or too long a one, a target is none of whole
   *     minutes up to {@link #LONGEST_TARGET}, or it rests where only the house is to act
   */
  public SlaWording {
    name = name.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      throw new IllegalArgumentException("A policy has a name of at most " + LONGEST_NAME);
    pausedIn = Set.copyOf(pausedIn);
    if (!SlaPolicy.USUAL_PAUSES.containsAll(pausedIn))
      throw new IllegalArgumentException("A policy does not rest in " + pausedIn);
    Map<SlaTarget, Map<Priority, Duration>> copy = new EnumMap<>(SlaTarget.class);
    targets.forEach(
        (target, lengths) -> {
          lengths.values().forEach(SlaWording::check);
          if (!lengths.isEmpty()) copy.put(target, Map.copyOf(lengths));
        });
    targets = Map.copyOf(copy);
  }

  private static void check(Duration length) {
    boolean whole = length.equals(Duration.ofMinutes(length.toMinutes()));
    if (!whole || length.toMinutes() < 1 || length.compareTo(LONGEST_TARGET) > 0)
      throw new IllegalArgumentException("A target takes whole minutes: " + length);
  }

  /** How long that may take, null if nothing is promised. */
  public @Nullable Duration target(SlaTarget target, Priority priority) {
    return targets.getOrDefault(target, Map.of()).get(priority);
  }

  /**
   * The policy that these words make.
   *
   * @param calendar the hours they name, null for day and night
   */
  SlaPolicy policy(int position, @Nullable Calendar calendar) {
    return new SlaPolicy(name, position, when, calendar, pausedIn, targets);
  }
}
