package helpdesk.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One promise to one customer, as it stands at an instant. There is one clock for the first answer,
 * one for each later wait, and one for the resolution, however often the ticket comes back.
 *
 * @param cycle which of the waits, from 1; 0 for the first answer and the resolution
 * @param policy the name of the policy that set the target
 * @param start when the clock began; no change of priority or policy moves it
 * @param length the target that applies, or applied last, in the hours of the policy
 * @param used how much of it the clock has run, until a breach at most
 * @param due when it would be, or was, too late; null while paused, when cancelled, where it was
 *     fulfilled from a pause, and where the calendar never has so many hours
 * @param warn from when on it is, or was, soon; null with {@code due}
 * @param fulfilledAt when it was fulfilled, be it late
 * @param breachedAt when it became too late; that is final
 * @param provisional whether a reopening would start it again: a resolution in time, not yet closed
 */
public record SlaClock(
    SlaTarget target,
    int cycle,
    String policy,
    Instant start,
    Duration length,
    Duration used,
    State state,
    @Nullable Instant due,
    @Nullable Instant warn,
    @Nullable Instant fulfilledAt,
    @Nullable Instant breachedAt,
    boolean provisional) {
  /** How it stands. */
  public enum State {
    /** It runs. */
    ACTIVE,
    /** It rests while somebody else has to act; only the resolution does. */
    PAUSED,
    /** Fulfilled at the due instant at the latest. */
    MET,
    /** Not fulfilled at the due instant, whatever came later. */
    BREACHED,
    /** Nobody waits any longer, or nothing is promised any longer. */
    CANCELLED
  }

  /** How much of the target is left, never less than nothing. */
  public Duration remaining() {
    Duration left = length.minus(used);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** When it was decided that it is met or breached, null where that is open or never will be. */
  public @Nullable Instant decidedAt() {
    return switch (state) {
      case MET -> fulfilledAt;
      case BREACHED -> breachedAt;
      case ACTIVE, PAUSED, CANCELLED -> null;
    };
  }
}
