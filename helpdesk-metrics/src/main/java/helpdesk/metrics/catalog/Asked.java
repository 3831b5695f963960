package helpdesk.metrics.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a metric.
 *
 * @param window the period; of a stock only its end matters
 * @param asOf now: what is not decided by then does not count yet
 * @param above only rows whose value is more than this, in the row's unit
 * @param upTo only rows whose value is at most this
 */
public record Asked(
    Window window,
    Instant asOf,
    Clockwork clock,
    Filter filter,
    @Nullable Double above,
    @Nullable Double upTo) {
  /** Everything of a period. */
  public static Asked all(Window window, Instant asOf) {
    return new Asked(window, asOf, Clockwork.CALENDAR, Filter.NONE, null, null);
  }

  /** The same of another period. */
  public Asked in(Window other) {
    return new Asked(other, asOf, clock, filter, above, upTo);
  }

  /** The same of other tickets. */
  public Asked of(Filter other) {
    return new Asked(window, asOf, clock, other, above, upTo);
  }
}
