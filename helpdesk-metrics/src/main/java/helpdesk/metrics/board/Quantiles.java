package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.formula.Sample;
import helpdesk.survey.Wilson;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The percentiles 1 to 99 of some values, from which the median and the interval it lies in are
 * read: the interval of a median is bounded by the values at the ranks {@code n/2 ± z·√n/2} (W. J.
 * Conover, "Practical Nonparametric Statistics", on the binomial interval of quantiles).
 */
record Quantiles(List<Double> percentiles) {
  /** The fractions to ask PostgreSQL for. */
  static final Double[] GRID =
      IntStream.rangeClosed(1, 99).mapToObj(i -> i / 100.0).toArray(Double[]::new);

  double at(double fraction) {
    double place = Math.min(98, Math.max(0, fraction * 100 - 1));
    return Sample.between(percentiles.stream().mapToDouble(p -> p).toArray(), place);
  }

  double median() {
    return percentiles.get(49);
  }

  double p90() {
    return percentiles.get(89);
  }

  /** Where the true median lies, null for so few values that there is no telling. */
  @Nullable Interval ofMedian(long n) {
    double half = Wilson.Z / (2 * Math.sqrt(n));
    return half > 0.49 ? null : new Interval(at(0.5 - half), at(0.5 + half));
  }
}
