package helpdesk.survey;

import org.jspecify.annotations.Nullable;

/**
 * Net Promoter Score (docs/metrics.md, B.15): share of promoters (9–10) minus share of detractors
 * (0–6). Source: F. Reichheld, "The One Number You Need to Grow", HBR, December 2003.
 *
 * @param n how many answered
 * @param points −100 to 100, null if nobody answered
 * @param margin the 95 % margin of error in points, null below two answers
 * @param mean the mean score, null if nobody answered
 */
public record Nps(
    long n,
    long promoters,
    long passives,
    long detractors,
    @Nullable Double points,
    @Nullable Double margin,
    @Nullable Double mean) {
  /**
   * @throws IllegalArgumentException if the answers are on another scale
   */
  public static Nps of(Distribution answers) {
    if (answers.kind() != SurveyKind.NPS) {
      throw new IllegalArgumentException("Not recommendation: " + answers.kind().key());
    }
    long n = answers.n();
    long promoters = answers.favourable();
    long detractors = answers.low();
    Double points = n == 0 ? null : 100.0 * (promoters - detractors) / n;
    return new Nps(
        n,
        promoters,
        n - promoters - detractors,
        detractors,
        points,
        margin(n, promoters, detractors),
        answers.mean());
  }

  /** Whether it rests on fewer than 30 answers. */
  public boolean lowSample() {
    return n < Wilson.LOW_SAMPLE;
  }

  private static @Nullable Double margin(long n, long promoters, long detractors) {
    if (n < 2) return null;
    double p = (double) promoters / n;
    double d = (double) detractors / n;
    double variance = Math.max(0, p + d - (p - d) * (p - d));
    return 100 * Wilson.Z * Math.sqrt(variance / n);
  }
}
