package helpdesk.survey;

import helpdesk.shared.DomainException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor submits.
 *
 * @param score null or off the scale is refused
 * @param comment null leaves the earlier one, blank takes it back
 * @param reasons null leaves the earlier ones; unknown ones are dropped
 * @param contactMe null leaves it as it was
 * @param language the language the page was shown in
 * @param trapped whether a field was filled in that no person sees
 */
public record AnswerForm(
    @Nullable Integer score,
    @Nullable String comment,
    @Nullable List<String> reasons,
    @Nullable Boolean contactMe,
    String language,
    boolean trapped) {
  /** What can go wrong, as offered after a low score. */
  public static final List<String> REASONS =
      List.of("slow", "unsolved", "repeat", "unclear", "unfriendly", "other");

  /** The most characters of a comment. */
  public static final int LONGEST_COMMENT = 5_000;

  private static final Set<String> LANGUAGES = Set.of("en", "es", "sv");

  /** Only a score. */
  public static AnswerForm score(int score, String language) {
    return new AnswerForm(score, null, null, null, language, false);
  }

  /**
   * @throws DomainException (invalid) if the score is missing or off the scale, or the comment too
   *     long
   */
  Submission checked(SurveyKind kind, Instant at) {
    if (score == null || !kind.has(score))
      throw new DomainException(DomainException.Kind.INVALID, "Please choose one of the answers.");
    String words = comment == null ? null : comment.replace("\r\n", "\n").replace("\0", "").strip();
    if (words != null && words.length() > LONGEST_COMMENT) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "A comment has at most " + LONGEST_COMMENT + " characters.");
    }
    return new Submission(
        at,
        score,
        comment != null,
        words == null || words.isEmpty() ? null : words,
        reasons == null ? null : REASONS.stream().filter(reasons::contains).toList(),
        contactMe,
        LANGUAGES.contains(language) ? language : "en");
  }
}
