package helpdesk.metrics.catalog;

import helpdesk.metrics.sum.Total;
import helpdesk.survey.Wilson;
import org.jspecify.annotations.Nullable;

/**
 * Where the true value lies with 95 % confidence.
 *
 * @param low lower bound, in the unit of the figure
 * @param high upper bound
 */
public record Interval(double low, double high) {
  /** Wilson's interval of a share, in percent; null for none of none. */
  static @Nullable Interval ofShare(long part, long whole) {
    Wilson wilson = Wilson.of(part, whole);
    return wilson == null ? null : new Interval(wilson.low(), wilson.high());
  }

  /** The score interval of a number of independent events (Poisson). */
  public static Interval ofCount(long count) {
    double zz = Wilson.Z * Wilson.Z;
    double middle = count + zz / 2;
    double half = Wilson.Z * Math.sqrt(count + zz / 4);
    return new Interval(Math.max(0, middle - half), middle + half);
  }

  /**
   * The interval of a median: between the values at the ranks {@code n/2 ± z·√n/2} (W. J. Conover,
   * "Practical Nonparametric Statistics", on the binomial interval of quantiles). Null for so few
   * values that there is no telling.
   */
  static @Nullable Interval ofMedian(Total total) {
    double half = Wilson.Z / (2 * Math.sqrt(total.measured()));
    if (half > 0.49) return null;
    Double low = total.quantile(0.5 - half);
    Double high = total.quantile(0.5 + half);
    return low == null || high == null ? null : new Interval(low, high);
  }
}
