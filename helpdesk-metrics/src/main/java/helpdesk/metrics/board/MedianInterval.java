package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.sum.Total;
import helpdesk.survey.Wilson;
import org.jspecify.annotations.Nullable;

/**
 * Where the true median lies with 95 % confidence: between the values at the ranks {@code n/2 ±
 * z·√n/2} (W. J. Conover, "Practical Nonparametric Statistics", on the binomial interval of
 * quantiles).
 */
final class MedianInterval {
  private MedianInterval() {}

  /** Null for so few values that there is no telling. */
  static @Nullable Interval of(Total total) {
    double half = Wilson.Z / (2 * Math.sqrt(total.measured()));
    if (half > 0.49) return null;
    Double low = total.quantile(0.5 - half);
    Double high = total.quantile(0.5 + half);
    return low == null || high == null ? null : new Interval(low, high);
  }
}
