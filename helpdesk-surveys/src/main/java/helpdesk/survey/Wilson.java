package helpdesk.survey;

import org.jspecify.annotations.Nullable;

/**
 * The 95 % score interval of a share, in percent (docs/metrics.md, B.0). Source: E. B. Wilson,
 * "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
 *
 * @param low lower bound, exactly 0 where nobody is counted
 * @param high upper bound, exactly 100 where everybody is counted
 */
public record Wilson(double low, double high) {
  /** The 97.5 % quantile of the normal distribution. */
  public static final double Z = 1.959963984540054;

  /** Below this many cases a rate is shown with a warning. */
  public static final int LOW_SAMPLE = 30;

  /**
   * @param part how many of them, 0 to {@code whole}
   * @return null if {@code whole} is 0: unknown, never 0
   * @throws IllegalArgumentException if {@code part} is not within {@code whole}
   */
  public static @Nullable Wilson of(long part, long whole) {
    if (part < 0 || part > whole)
      throw new IllegalArgumentException("Not a share: " + part + " of " + whole);
    if (whole == 0) return null;
    double n = whole;
    double p = part / n;
    double zz = Z * Z;
    double middle = p + zz / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    double low = part == 0 ? 0 : 100 * (middle - half) / (1 + zz / n);
    double high = part == whole ? 100 : 100 * (middle + half) / (1 + zz / n);
    return new Wilson(low, high);
  }
}
