package helpdesk.survey;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How often each score of a scale was given: what every survey score is computed from. */
public final class Distribution {
  private final SurveyKind kind;
  private final long[] counts;

  private Distribution(SurveyKind kind) {
    this.kind = kind;
    this.counts = new long[kind.highest() - kind.lowest() + 1];
  }

  /** Nobody has answered. */
  public static Distribution empty(SurveyKind kind) {
    return new Distribution(kind);
  }

  /**
   * Counts the scores; a null is a comment without a score and no answer.
   *
   * @throws IllegalArgumentException if the scale has no such score
   */
  public static Distribution of(SurveyKind kind, Iterable<? extends @Nullable Integer> scores) {
    Distribution counted = new Distribution(kind);
    for (Integer score : scores) {
      if (score != null) counted.add(score, 1);
    }
    return counted;
  }

  /**
   * Counts a score so many times more.
   *
   * @throws IllegalArgumentException if the scale has no such score
   */
  public Distribution add(int score, long times) {
    if (!kind.has(score))
      throw new IllegalArgumentException(score + " is not on the scale " + kind.key());
    counts[score - kind.lowest()] += times;
    return this;
  }

  /** The scale. */
  public SurveyKind kind() {
    return kind;
  }

  /** How often this score was given. */
  public long count(int score) {
    return kind.has(score) ? counts[score - kind.lowest()] : 0;
  }

  /** How many answered. */
  public long n() {
    return Arrays.stream(counts).sum();
  }

  /** How many gave a score from here to there, both included. */
  public long between(int from, int to) {
    long sum = 0;
    for (int score = from; score <= to; score++) sum += count(score);
    return sum;
  }

  /** How many gave a favourable score. */
  public long favourable() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++)
      if (kind.favourable(i + kind.lowest())) sum += counts[i];
    return sum;
  }

  /** How many gave a low score. */
  public long low() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) if (kind.low(i + kind.lowest())) sum += counts[i];
    return sum;
  }

  /** The arithmetic mean of the scores, or null if nobody answered. */
  public @Nullable Double mean() {
    long n = n();
    if (n == 0) return null;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) sum += (double) counts[i] * (i + kind.lowest());
    return sum / n;
  }

  /** The share of favourable scores in percent, or null if nobody answered. */
  public @Nullable Double favourablePercent() {
    long n = n();
    return n == 0 ? null : 100.0 * favourable() / n;
  }
}
