package helpdesk.metrics.scorecard;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One figure with the one before it.
 *
 * @param before null where there is nothing to compare with
 */
public record Tile(Metric metric, Figure now, @Nullable Figure before, @Nullable Change change) {
  /** With how it moved. */
  public static Tile of(Metric metric, Figure now, @Nullable Figure before) {
    Change change = before == null ? null : Change.between(metric, before, now);
    return new Tile(metric, now, before, change);
  }
}
