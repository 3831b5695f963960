package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One figure with the one before it.
 *
 * @param before null where there is nothing to compare with
 */
public record Tile(Metric metric, Figure now, @Nullable Figure before, @Nullable Change change) {
  static Tile of(Metric metric, Figure now, Figure before) {
    return new Tile(metric, now, before, Change.between(metric, before, now));
  }

  static Tile alone(Metric metric, Figure now) {
    return new Tile(metric, now, null, null);
  }
}
