package helpdesk.survey;

import java.util.Locale;

/** The scales we ask on. Answers on different scales are never pooled (docs/metrics.md, B.14). */
public enum SurveyKind {
  /** Satisfaction, 1 very bad to 5 very good; 4–5 favourable, 1–2 low. */
  CSAT5(1, 5, 4, 2),
  /** Effort (CES 2.0), 1 strongly disagree to 7 strongly agree; 5–7 favourable, 1–3 low. */
  CES7(1, 7, 5, 3),
  /** Recommendation, 0 to 10; 9–10 promoters, 0–6 detractors. */
  NPS(0, 10, 9, 6),
  /** Thumbs: 1 good, 0 bad. */
  THUMBS(0, 1, 1, 0);

  private final int lowest;
  private final int highest;
  private final int favourableFrom;
  private final int lowUpTo;

  SurveyKind(int lowest, int highest, int favourableFrom, int lowUpTo) {
    this.lowest = lowest;
    this.highest = highest;
    this.favourableFrom = favourableFrom;
    this.lowUpTo = lowUpTo;
  }

  /** The lowest score of the scale. */
  public int lowest() {
    return lowest;
  }

  /** The highest score of the scale. */
  public int highest() {
    return highest;
  }

  /** Whether the scale has this score. */
  public boolean has(int score) {
    return score >= lowest && score <= highest;
  }

  /** Whether the score counts as favourable. */
  public boolean favourable(int score) {
    return score >= favourableFrom;
  }

  /** Whether the score asks for a follow-up. */
  public boolean low(int score) {
    return score <= lowUpTo;
  }

  /** The stored word, such as {@code csat5}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such scale
   */
  public static SurveyKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
