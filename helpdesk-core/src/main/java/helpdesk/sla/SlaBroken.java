package helpdesk.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a promise that was broken.
 *
 * @param fulfilledAt when it was kept after all; null if it was not, or not yet
 * @param open whether the customer still waits for it
 * @param spent where the time until the breach went
 */
public record SlaBroken(@Nullable Instant fulfilledAt, boolean open, SlaSpent spent) {}
