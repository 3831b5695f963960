package helpdesk.survey;

import org.jspecify.annotations.Nullable;

/**
 * Customer satisfaction (docs/metrics.md, B.14): the share of answers 4–5 on a scale of 1–5, or of
 * "good" among thumbs.
 *
 * @param n how many answered
 * @param favourable how many of them favourably
 * @param low how many gave 1–2, or "bad"
 * @param percent the share, 0 to 100, null if nobody answered
 * @param interval its 95 % interval, null if nobody answered
 * @param mean the mean score, null for thumbs and if nobody answered
 */
public record Csat(
    long n,
    long favourable,
    long low,
    @Nullable Double percent,
    @Nullable Wilson interval,
    @Nullable Double mean) {
  /**
   * @throws IllegalArgumentException if the answers are on another scale
   */
  public static Csat of(Distribution answers) {
    if (answers.kind() != SurveyKind.CSAT5 && answers.kind() != SurveyKind.THUMBS) {
      throw new IllegalArgumentException("Not satisfaction: " + answers.kind().key());
    }
    return new Csat(
        answers.n(),
        answers.favourable(),
        answers.low(),
        answers.favourablePercent(),
        Wilson.of(answers.favourable(), answers.n()),
        answers.kind() == SurveyKind.THUMBS ? null : answers.mean());
  }

  /** Whether it rests on fewer than 30 answers. */
  public boolean lowSample() {
    return n < Wilson.LOW_SAMPLE;
  }
}
