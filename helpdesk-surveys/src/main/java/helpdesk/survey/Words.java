package helpdesk.survey;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of survey mails and scales in one language. */
final class Words {
  private static final ResourceBundleMessageSource BUNDLE = bundle();
  private final Locale language;

  Words(Locale language) {
    this.language = language;
  }

  String of(String key, Object... values) {
    return BUNDLE.getMessage(key, values, language);
  }

  /** What a score means, empty for the scores between that have no word of their own. */
  String label(SurveyKind kind, int score) {
    String word = BUNDLE.getMessage("scale." + kind.key() + "." + score, null, "", language);
    return word == null ? "" : word;
  }

  /** Score and meaning on one line. */
  String choice(SurveyKind kind, int score) {
    String label = label(kind, score);
    return label.isEmpty() ? Integer.toString(score) : score + " – " + label;
  }

  /** A day, spelled out as the language does. */
  String date(Instant instant, ZoneId zone) {
    Locale form = language.getLanguage().equals("en") ? Locale.UK : language;
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(form)
        .format(instant.atZone(zone));
  }

  private static ResourceBundleMessageSource bundle() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasename("messages/survey-mail");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source;
  }
}
