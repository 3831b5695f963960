package helpdesk.metrics.scorecard;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import org.jspecify.annotations.Nullable;

/**
 * How a figure moved since the period before. It is called good or bad only where chance is no
 * likely reason: neither side rests on few cases, and the interval of the difference leaves out 0
 * (docs/metrics.md, B.0). The interval is built from those of the two sides (MOVER: G. Y. Zou, A.
 * Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27,
 * 2008), which for shares is Newcombe's.
 *
 * @param difference now less before, in the metric's unit; null if either is unknown
 */
public record Change(Direction direction, Tone tone, @Nullable Double difference) {
  private static final Change UNKNOWN = new Change(Direction.UNKNOWN, Tone.NONE, null);

  /** Where it went. */
  public enum Direction {
    UP,
    DOWN,
    SAME,
    UNKNOWN
  }

  /** Whether that is known to be good. */
  public enum Tone {
    GOOD,
    BAD,
    NONE
  }

  /** From the figure before, null where there is none, to the one now. */
  public static Change between(Metric metric, @Nullable Figure before, Figure now) {
    Double a = before == null ? null : before.value();
    Double b = now.value();
    if (before == null || a == null || b == null) return UNKNOWN;
    double difference = b - a;
    Direction direction =
        difference > 0 ? Direction.UP : difference < 0 ? Direction.DOWN : Direction.SAME;
    return new Change(direction, tone(metric, before, now, a, b), difference);
  }

  private static Tone tone(Metric metric, Figure before, Figure now, double a, double b) {
    Interval ia = interval(metric, before);
    Interval ib = interval(metric, now);
    boolean few = before.lowSample() || now.lowSample();
    if (few || ia == null || ib == null || metric.better() == Metric.Better.NEITHER)
      return Tone.NONE;
    double difference = b - a;
    double low = difference - Math.hypot(b - ib.low(), ia.high() - a);
    double high = difference + Math.hypot(ib.high() - b, a - ia.low());
    if (low <= 0 && high >= 0) return Tone.NONE;
    boolean better = (difference > 0) == (metric.better() == Metric.Better.HIGHER);
    return better ? Tone.GOOD : Tone.BAD;
  }

  /** Shares and medians bring theirs, a number has one by its size, a mean has none. */
  private static @Nullable Interval interval(Metric metric, Figure figure) {
    return switch (metric.kind()) {
      case COUNT, STOCK -> Interval.ofCount(figure.n());
      default -> figure.interval();
    };
  }
}
