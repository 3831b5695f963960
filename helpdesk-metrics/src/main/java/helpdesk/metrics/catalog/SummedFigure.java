package helpdesk.metrics.catalog;

import helpdesk.metrics.measure.Measure;
import helpdesk.metrics.sum.Dimension;
import helpdesk.metrics.sum.SumReader;
import helpdesk.metrics.sum.Total;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures that are read from sums. */
final class SummedFigure {
  private SummedFigure() {}

  /** What is read for several metrics at once. */
  static SumReader.Asked asked(Collection<Metric> metrics, Asked asked, List<Window> periods) {
    Filter filter = asked.filter();
    if (!filter.summed()) return asked(metrics, asked, periods, Dimension.ALL);
    return asked(metrics, asked.clock(), periods, filter.dimension(), filter.key(), null);
  }

  /** The same for every key of a dimension. */
  static SumReader.Asked asked(
      Collection<Metric> metrics, Asked asked, List<Window> periods, Dimension by) {
    return asked(metrics, asked.clock(), periods, by, null, FilterSql.only(asked.filter()));
  }

  private static SumReader.Asked asked(
      Collection<Metric> metrics,
      Clockwork clock,
      List<Window> periods,
      Dimension by,
      @Nullable String key,
      SumReader.@Nullable Only only) {
    Set<Measure> ranked = EnumSet.noneOf(Measure.class);
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    for (Metric metric : metrics) {
      measures.addAll(metric.made().measures());
      if (metric.kind() == Metric.Kind.DURATION) ranked.addAll(metric.made().measures());
    }
    return new SumReader.Asked(measures, ranked, by, key, periods, clock, only);
  }

  /**
   * The figure of one period.
   *
   * @param totals with the metric's measures, ranked if it is a duration
   * @param period its place among those that were asked for
   * @param key the dimension's; null or empty for the whole
   */
  static Figure of(
      Metric metric, Map<SumReader.Place, Total> totals, int period, @Nullable String key) {
    String place = key == null ? "" : key;
    if (metric.kind() == Metric.Kind.STOCK) return stock(totals, period, place);
    Total total = total(metric, totals, period, place);
    if (total == null) return Figure.nothing(metric.kind() == Metric.Kind.COUNT);
    return switch (metric.kind()) {
      case COUNT -> Figure.count(counted(metric, total));
      case RATE -> Figure.share(hits(metric, total), total.judged());
      case DURATION -> duration(metric, total);
      case MEAN -> mean(total);
      case MIX -> new Figure(100.0, total.n(), 0, null, null, null, null, null, null);
      case STOCK, STOCK_NOW -> throw new IllegalArgumentException("No sums of " + metric);
    };
  }

  /** All that its measures amount to in one period, null for nothing. */
  static @Nullable Total total(
      Metric metric, Map<SumReader.Place, Total> totals, int period, String key) {
    List<Total> parts =
        metric.made().measures().stream()
            .map(measure -> totals.get(new SumReader.Place(measure, period, key)))
            .filter(Objects::nonNull)
            .toList();
    if (parts.size() > 1) return Total.of(parts);
    return parts.isEmpty() ? null : parts.get(0);
  }

  private static Figure stock(Map<SumReader.Place, Total> totals, int period, String key) {
    Total begun = totals.get(new SumReader.Place(Measure.STAY, period, key));
    Total over = totals.get(new SumReader.Place(Measure.STAY_OVER, period, key));
    return Figure.count((begun == null ? 0 : begun.n()) - (over == null ? 0 : over.n()));
  }

  private static long counted(Metric metric, Total total) {
    return switch (metric.made().counts()) {
      case ALL, TURNED -> total.n();
      case JUDGED -> total.judged();
      case HITS -> total.hits();
      case MISSES -> total.judged() - total.hits();
    };
  }

  private static long hits(Metric metric, Total total) {
    return metric.made().counts() == Made.Counts.TURNED
        ? total.judged() - total.hits()
        : total.hits();
  }

  private static Figure duration(Metric metric, Total total) {
    Duration target = metric.target();
    long inTime = target == null ? 0 : total.upTo(target.toSeconds());
    return new Figure(
        total.quantile(0.5),
        total.measured(),
        inTime,
        Interval.ofMedian(total),
        total.mean(),
        total.quantile(0.5),
        total.quantile(0.9),
        total.max(),
        target == null || total.measured() == 0 ? null : 100.0 * inTime / total.measured());
  }

  private static Figure mean(Total total) {
    return new Figure(
        total.mean(), total.measured(), 0, null, total.mean(), null, null, null, null);
  }
}
