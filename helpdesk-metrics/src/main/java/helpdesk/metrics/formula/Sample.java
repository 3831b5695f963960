package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Single values that were measured (docs/metrics.md, B.0). It answers as PostgreSQL does, which
 * aggregates the large sets: the same worked cases hold for both.
 */
public final class Sample {
  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  /** Takes the values in any order; a null was not measured and counts nowhere. */
  public static Sample of(Collection<? extends @Nullable Number> values) {
    double[] measured =
        values.stream()
            .filter(Objects::nonNull)
            .mapToDouble(Number::doubleValue)
            .sorted()
            .toArray();
    return new Sample(measured);
  }

  /** How many there are. */
  public int n() {
    return sorted.length;
  }

  /** The arithmetic mean, null of nothing. */
  public @Nullable Double mean() {
    return n() == 0 ? null : Arrays.stream(sorted).sum() / n();
  }

  /** The value in the middle, null of nothing. */
  public @Nullable Double median() {
    return percentile(0.5);
  }

  /**
   * The value below which a share of them lies: at rank {@code share * (n - 1)}, interpolated
   * between its neighbours as {@code percentile_cont} does. Null of nothing.
   *
   * @param share 0 to 1
   */
  public @Nullable Double percentile(double share) {
    return n() == 0 ? null : between(sorted, share * (n() - 1));
  }

  /** The largest, null of nothing. */
  public @Nullable Double max() {
    return n() == 0 ? null : sorted[n() - 1];
  }

  /** The smallest, null of nothing. */
  public @Nullable Double min() {
    return n() == 0 ? null : sorted[0];
  }

  /** The share of values that are at most this. */
  public Figure within(double limit) {
    return Figure.share(Arrays.stream(sorted).filter(value -> value <= limit).count(), n());
  }

  /**
   * The value at a place between those of an ascending list, by linear interpolation.
   *
   * @param place 0 for the first, up to the last index
   */
  public static double between(double[] ascending, double place) {
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }

  /** The values from small to large. */
  double[] ascending() {
    return sorted;
  }
}
