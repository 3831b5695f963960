package helpdesk.metrics.breach;

import helpdesk.sla.SlaSpent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promise that was broken.
 *
 * @param number of its ticket
 * @param policy the name of the policy that set the target
 * @param brokenAt when it became too late
 * @param fulfilledAt when it was kept after all; null if it was not yet, or nobody waits any longer
 * @param open whether the customer still waits
 * @param spent where the time until then went
 * @param finding what its cause was found to be; null if nobody has looked, or took it back
 */
public record Breach(
    BreachKey key,
    long number,
    String subject,
    String policy,
    Instant brokenAt,
    @Nullable Instant fulfilledAt,
    boolean open,
    SlaSpent spent,
    @Nullable Finding finding) {
  /** How much later than promised it was kept, or is by now; null if it never will be. */
  public @Nullable Duration late(Instant now) {
    if (fulfilledAt != null) return Duration.between(brokenAt, fulfilledAt);
    return open ? Duration.between(brokenAt, now) : null;
  }
}
