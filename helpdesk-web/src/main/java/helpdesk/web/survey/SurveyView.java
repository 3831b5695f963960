package helpdesk.web.survey;

import helpdesk.survey.AnswerForm;
import helpdesk.survey.Questionnaire;
import helpdesk.survey.SurveyKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a survey show.
 *
 * @param address of the page, without a query
 * @param source where a public link was, null for a personal one
 * @param score what is preselected, null for nothing
 * @param level {@code low}, {@code middle} or {@code high}, once there is a score
 * @param until the last day to change the answer, spelled out; null for a public link
 */
public record SurveyView(
    String address,
    Questionnaire survey,
    Locale language,
    @Nullable String source,
    @Nullable Integer score,
    @Nullable String comment,
    @Nullable String until,
    boolean preview) {
  private static final Map<String, String> NAMES =
      Map.of("en", "English", "es", "Español", "sv", "Svenska");

  /** A language and what it calls itself. */
  public record Tongue(String code, String name) {}

  static SurveyView of(
      String address,
      Questionnaire survey,
      Locale language,
      @Nullable String source,
      @Nullable Integer asked,
      ZoneId zone) {
    Questionnaire.Given given = survey.given();
    Integer score = asked != null && survey.survey().kind().has(asked) ? asked : null;
    if (score == null && given != null) score = given.score();
    return new SurveyView(
        address,
        survey,
        language,
        source,
        score,
        given == null ? null : given.comment(),
        day(survey.expiresAt(), zone, language),
        false);
  }

  /** The same with words that could not be taken. */
  SurveyView with(@Nullable String words) {
    return new SurveyView(address, survey, language, source, score, words, until, preview);
  }

  /** The same to look at, not to send. */
  SurveyView asPreview() {
    return new SurveyView(address, survey, language, source, score, comment, until, true);
  }

  /** The scale. */
  public String kind() {
    return survey.survey().kind().key();
  }

  /** Every score of the scale. */
  public List<Integer> scores() {
    SurveyKind kind = survey.survey().kind();
    return IntStream.rangeClosed(kind.lowest(), kind.highest()).boxed().toList();
  }

  /** The face for a score. */
  public int face(int value) {
    return survey.survey().kind() == SurveyKind.THUMBS ? (value == 1 ? 4 : 2) : value;
  }

  /** Whether this is what was chosen. */
  public boolean chosen(int value) {
    return score != null && score == value;
  }

  /** Which follow-up question fits. */
  public String level() {
    SurveyKind kind = survey.survey().kind();
    if (score == null) return "middle";
    return kind.low(score) ? "low" : kind.favourable(score) ? "high" : "middle";
  }

  /** What can have gone wrong. */
  public List<String> reasons() {
    return AnswerForm.REASONS;
  }

  /** Whether that reason was ticked. */
  public boolean ticked(String reason) {
    Questionnaire.Given given = survey.given();
    return given != null && given.reasons().contains(reason);
  }

  /** Whether they asked to be contacted. */
  public boolean contactMe() {
    Questionnaire.Given given = survey.given();
    return given != null && given.contactMe();
  }

  /** The languages to switch to. */
  public List<Tongue> others() {
    return List.of("en", "es", "sv").stream()
        .filter(code -> !code.equals(language.getLanguage()))
        .map(code -> new Tongue(code, NAMES.getOrDefault(code, code)))
        .toList();
  }

  private static @Nullable String day(@Nullable Instant instant, ZoneId zone, Locale language) {
    if (instant == null) return null;
    Locale form = language.getLanguage().equals("en") ? Locale.UK : language;
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(form)
        .format(instant.atZone(zone));
  }
}
