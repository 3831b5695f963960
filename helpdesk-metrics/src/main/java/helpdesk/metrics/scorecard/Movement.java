package helpdesk.metrics.scorecard;

import helpdesk.metrics.board.Change;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import org.jspecify.annotations.Nullable;

/**
 * How a figure moved. It is called good or bad only where chance is no likely reason
 * (docs/metrics.md, B.0): shares bring their interval, counts have one by their size. For medians
 * and means none is known here, so they are never called either.
 */
final class Movement {
  private static final Change UNKNOWN =
      new Change(Change.Direction.UNKNOWN, Change.Tone.NONE, null);

  private Movement() {}

  static Change between(Metric metric, @Nullable Figure before, Figure now) {
    if (before == null || before.value() == null || now.value() == null) return UNKNOWN;
    double difference = now.value() - before.value();
    Change.Direction direction =
        difference > 0
            ? Change.Direction.UP
            : difference < 0 ? Change.Direction.DOWN : Change.Direction.SAME;
    return new Change(direction, tone(metric, before, now, difference), difference);
  }

  private static Change.Tone tone(Metric metric, Figure before, Figure now, double difference) {
    Interval old = interval(metric, before);
    Interval young = interval(metric, now);
    boolean few = before.lowSample() || now.lowSample();
    if (few || old == null || young == null || metric.better() == Metric.Better.NEITHER)
      return Change.Tone.NONE;
    double a = middle(before);
    double b = middle(now);
    double low = difference - Math.hypot(b - young.low(), old.high() - a);
    double high = difference + Math.hypot(young.high() - b, a - old.low());
    if (low <= 0 && high >= 0) return Change.Tone.NONE;
    boolean better = (difference > 0) == (metric.better() == Metric.Better.HIGHER);
    return better ? Change.Tone.GOOD : Change.Tone.BAD;
  }

  private static double middle(Figure figure) {
    Double value = figure.value();
    return value == null ? 0 : value;
  }

  private static @Nullable Interval interval(Metric metric, Figure figure) {
    return metric.kind() == Metric.Kind.COUNT ? Interval.ofCount(figure.n()) : figure.interval();
  }
}
