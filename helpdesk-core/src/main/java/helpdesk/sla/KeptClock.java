package helpdesk.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock with what somebody who acts on it needs to know.
 *
 * @param warn when to warn of it, or when it was to be warned of; null where nothing is due
 * @param open whether the customer still waits for it, be it too late
 */
record KeptClock(SlaClock clock, @Nullable Instant warn, boolean open) {}
