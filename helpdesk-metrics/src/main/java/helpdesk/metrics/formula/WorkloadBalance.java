package helpdesk.metrics.formula;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How evenly work is shared (docs/metrics.md, B.13). Everybody on duty counts, those who did
 * nothing too. Where nobody did anything there is nothing to share, and no index.
 *
 * @param agents how many were on duty
 * @param mean of one agent, null if nobody was on duty
 * @param gini 0 where all do the same, towards 1 where one does all; the mean difference between
 *     two agents, by twice the mean (C. Gini, "Variabilità e mutabilità", 1912)
 * @param variation population standard deviation by mean
 * @param maxByMin the most of one agent by the least, null where somebody did nothing
 */
public record WorkloadBalance(
    int agents,
    @Nullable Double mean,
    @Nullable Double gini,
    @Nullable Double variation,
    @Nullable Double maxByMin) {
  /**
   * @param amounts what each agent did, never negative
   */
  public static WorkloadBalance of(Collection<? extends Number> amounts) {
    Sample sample = Sample.of(amounts);
    Double mean = sample.mean();
    if (mean == null || mean == 0) return new WorkloadBalance(sample.n(), mean, null, null, null);
    double[] ascending = sample.ascending();
    int n = ascending.length;
    double differences = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      // in the differences of all pairs, i smaller values are taken from it, and it from the rest
      differences += (2.0 * i - n + 1) * ascending[i];
      squares += (ascending[i] - mean) * (ascending[i] - mean);
    }
    double least = ascending[0];
    return new WorkloadBalance(
        n,
        mean,
        differences / ((double) n * n * mean),
        Math.sqrt(squares / n) / mean,
        least == 0 ? null : ascending[n - 1] / least);
  }
}
