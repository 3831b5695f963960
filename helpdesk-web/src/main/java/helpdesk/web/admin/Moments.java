package helpdesk.web.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows instants in the workspace's zone and the reader's language. */
record Moments(DateTimeFormatter format) {
  static Moments of(Locale locale, ZoneId zone) {
    return new Moments(
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(zone));
  }

  /** The instant, or null for null. */
  public @Nullable String show(@Nullable Instant at) {
    return at == null ? null : format.format(at);
  }
}
