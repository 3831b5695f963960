package helpdesk.metrics.breach;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody found to be the cause of a breach.
 *
 * @param cause its id; null if what was found before was taken back
 * @param by the name of who found it; null if they are not known any more
 */
public record Finding(@Nullable Long cause, String note, @Nullable String by, Instant at) {}
