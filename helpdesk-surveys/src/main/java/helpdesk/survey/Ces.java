package helpdesk.survey;

import org.jspecify.annotations.Nullable;

/**
 * Customer effort, CES 2.0 (docs/metrics.md, B.16): the share of answers 5–7 to "… made it easy for
 * me to handle my issue", 1 strongly disagree to 7 strongly agree.
 *
 * @param n how many answered
 * @param favourable how many gave 5–7
 * @param low how many gave 1–3
 * @param percent the share, 0 to 100, null if nobody answered
 * @param interval its 95 % interval, null if nobody answered
 * @param mean the mean score, null if nobody answered
 */
public record Ces(
    long n,
    long favourable,
    long low,
    @Nullable Double percent,
    @Nullable Wilson interval,
    @Nullable Double mean) {
  /**
   * @throws IllegalArgumentException if the answers are on another scale
   */
  public static Ces of(Distribution answers) {
    if (answers.kind() != SurveyKind.CES7) {
      throw new IllegalArgumentException("Not effort: " + answers.kind().key());
    }
    return new Ces(
        answers.n(),
        answers.favourable(),
        answers.low(),
        answers.favourablePercent(),
        Wilson.of(answers.favourable(), answers.n()),
        answers.mean());
  }

  /** Whether it rests on fewer than 30 answers. */
  public boolean lowSample() {
    return n < Wilson.LOW_SAMPLE;
  }
}
