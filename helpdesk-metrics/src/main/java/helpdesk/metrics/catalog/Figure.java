package helpdesk.metrics.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A value of a metric and what it rests on. Nothing measured is null, never 0; only counts may be
 * 0.
 *
 * @param value in the metric's unit: median, share, mean or number
 * @param n how many rows it rests on
 * @param hits how many of them hit, for shares
 * @param interval for shares and medians, in the metric's unit; null otherwise
 * @param withinTarget for durations: the share of values within the target, in percent
 */
public record Figure(
    @Nullable Double value,
    long n,
    long hits,
    @Nullable Interval interval,
    @Nullable Double mean,
    @Nullable Double median,
    @Nullable Double p90,
    @Nullable Double max,
    @Nullable Double withinTarget) {
  /** Below this many cases a figure is to be read with care. */
  public static final int FEW = 30;

  /** Whether it rests on so few cases that chance may have made it. */
  public boolean lowSample() {
    return n < FEW;
  }

  /** The same with an interval. */
  public Figure within(@Nullable Interval other) {
    return new Figure(value, n, hits, other, mean, median, p90, max, withinTarget);
  }

  /** A share, with its interval. */
  public static Figure share(long hits, long n) {
    Double value = n == 0 ? null : 100.0 * hits / n;
    return new Figure(value, n, hits, Interval.ofShare(hits, n), null, null, null, null, null);
  }

  /** Of no rows: 0 where it counts, unknown otherwise. */
  static Figure nothing(boolean counts) {
    return new Figure(counts ? 0.0 : null, 0, 0, null, null, null, null, null, null);
  }

  /** A number of things. */
  public static Figure count(long n) {
    return new Figure((double) n, n, 0, null, null, null, null, null, null);
  }
}
