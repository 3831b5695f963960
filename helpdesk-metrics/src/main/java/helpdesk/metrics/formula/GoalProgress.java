package helpdesk.metrics.formula;

import org.jspecify.annotations.Nullable;

/**
 * How far the way to a goal is gone (docs/metrics.md, B.20).
 *
 * @param percent of the way from the baseline to the target: may exceed 100, or be negative; null
 *     where the baseline is unknown or the target itself
 * @param changePercent since the baseline, in percent of it; null where that is unknown or 0
 */
public record GoalProgress(
    @Nullable Double percent, @Nullable Double changePercent, Status status) {
  /** How it stands. */
  public enum Status {
    /** At the target or beyond. */
    MET,
    /** Worse than where it began. */
    REGRESSED,
    IN_PROGRESS,
    NO_DATA
  }

  /**
   * @param higherIsBetter in which direction the target lies
   * @param baseline where it began
   * @param current where it stands, null if that is unknown
   */
  public static GoalProgress of(
      boolean higherIsBetter, @Nullable Double baseline, double target, @Nullable Double current) {
    if (current == null) return new GoalProgress(null, null, Status.NO_DATA);
    double ahead = higherIsBetter ? current - target : target - current;
    if (baseline == null)
      return new GoalProgress(null, null, ahead >= 0 ? Status.MET : Status.IN_PROGRESS);
    double gained = higherIsBetter ? current - baseline : baseline - current;
    return new GoalProgress(
        baseline == target ? null : 100 * (current - baseline) / (target - baseline),
        baseline == 0 ? null : 100 * (current - baseline) / Math.abs(baseline),
        ahead >= 0 ? Status.MET : gained < 0 ? Status.REGRESSED : Status.IN_PROGRESS);
  }
}
