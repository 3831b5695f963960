package helpdesk.metrics.catalog;

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
}
