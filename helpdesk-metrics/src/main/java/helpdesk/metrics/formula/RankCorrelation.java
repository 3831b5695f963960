package helpdesk.metrics.formula;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether one thing rises with another, whatever the shape: the correlation of the ranks. Equal
 * values share the middle of their ranks. Source: C. Spearman, "The Proof and Measurement of
 * Association between Two Things", American Journal of Psychology 15 (1904).
 */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * @return -1 to 1; null for fewer than 3 pairs, or where one side never varies
   */
  public static @Nullable Double of(double[] xs, double[] ys) {
    int n = xs.length;
    if (n < 3) return null;
    double[] a = ranks(xs);
    double[] b = ranks(ys);
    double middle = (n + 1) / 2.0; // the mean of n ranks, ties or not
    double together = 0;
    double ofX = 0;
    double ofY = 0;
    for (int i = 0; i < n; i++) {
      together += (a[i] - middle) * (b[i] - middle);
      ofX += (a[i] - middle) * (a[i] - middle);
      ofY += (b[i] - middle) * (b[i] - middle);
    }
    return ofX == 0 || ofY == 0 ? null : together / Math.sqrt(ofX * ofY);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) to++;
      double shared = (from + 1 + to) / 2.0;
      Arrays.stream(order, from, to).forEach(i -> ranks[i] = shared);
      from = to;
    }
    return ranks;
  }
}
