package helpdesk.web.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Says when something was, in the workspace's zone and the reader's language. */
public final class Times {
  private static final long DAYS_BY_NAME = 6;
  private static final Map<String, String> DAY =
      Map.of("en", "EEEE d MMMM", "es", "EEEE d 'de' MMMM", "sv", "EEEE d MMMM");
  private static final Map<String, String> DAY_OF_YEAR =
      Map.of(
          "en", "EEEE d MMMM yyyy", "es", "EEEE d 'de' MMMM 'de' yyyy", "sv", "EEEE d MMMM yyyy");
  private static final Map<String, String> DATE =
      Map.of("en", "d MMMM yyyy", "es", "d 'de' MMMM 'de' yyyy", "sv", "d MMMM yyyy");
  private final ZoneId zone;
  private final Locale locale;
  private final Instant now;

  /**
   * @param now what today and ago are measured from
   */
  public Times(ZoneId zone, Locale locale, Instant now) {
    this.zone = zone;
    this.locale = locale;
    this.now = now;
  }

  /** As short as a list needs: 09:52 today, Mon within a week, 3 Mar, 3 Mar 2025. */
  public String brief(Instant at) {
    ZonedDateTime then = at.atZone(zone);
    ZonedDateTime today = now.atZone(zone);
    if (then.toLocalDate().equals(today.toLocalDate())) return clock(at);
    long days = ChronoUnit.DAYS.between(then.toLocalDate(), today.toLocalDate());
    if (days > 0 && days <= DAYS_BY_NAME) return format("EEE", then);
    return format(then.getYear() == today.getYear() ? "d MMM" : "d MMM yyyy", then);
  }

  /** The same with the time of day: 09:52, Mon 09:52, 3 Mar 09:52. */
  public String moment(Instant at) {
    String brief = brief(at);
    return brief.equals(clock(at)) ? brief : brief + " " + clock(at);
  }

  /** What is to come: 09:52 today, Mon 3 Mar 09:52 on another day. */
  public String ahead(Instant at) {
    boolean today = date(at).equals(date(now));
    return today ? clock(at) : format("EEE d MMM HH:mm", at.atZone(zone));
  }

  /** How long until then, to the minute within a day: 24 min, 2 h 10 min, 3 d 4 h. */
  public String until(Instant at) {
    return spanned(Duration.between(now, at));
  }

  /** How long it is over, as {@link #until}. */
  public String over(Instant at) {
    return spanned(Duration.between(at, now));
  }

  /** The time of day, such as 09:52. */
  public String clock(Instant at) {
    return format("HH:mm", at.atZone(zone));
  }

  /** The day as a heading: Wednesday 12 March, with the year if it is not this one. */
  public String day(Instant at) {
    ZonedDateTime then = at.atZone(zone);
    boolean thisYear = then.getYear() == now.atZone(zone).getYear();
    String text = format(pattern(thisYear ? DAY : DAY_OF_YEAR), then);
    return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
  }

  /** Day, year and time: for titles. */
  public String full(Instant at) {
    ZonedDateTime then = at.atZone(zone);
    return format(pattern(DAY_OF_YEAR), then) + ", " + clock(at);
  }

  /** Day, year and time as a table or a heading has room for: 12 March 2026, 09:52. */
  public String dated(Instant at) {
    return format(pattern(DATE), at.atZone(zone)) + ", " + clock(at);
  }

  /** From then to then; the day is said once if it is one: 12 March 2026, 00:00 – 09:52. */
  public String dated(Instant from, Instant to) {
    boolean oneDay = date(from).equals(date(to));
    return dated(from) + " – " + (oneDay ? clock(to) : dated(to));
  }

  /** Which year of the workspace it was. */
  public String year(Instant at) {
    return Integer.toString(date(at).getYear());
  }

  /** Which day of the workspace it was. */
  public LocalDate date(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** How long ago, as {@link #span}. */
  public String since(Instant at) {
    return span(Duration.between(at, now));
  }

  /** Whether so much time has passed. */
  public boolean olderThan(Instant at, Duration age) {
    return Duration.between(at, now).compareTo(age) > 0;
  }

  /** A length of time in its largest unit: 24 min, 3 h, 2 d. */
  public static String span(Duration length) {
    long minutes = Math.max(0, length.toMinutes());
    if (minutes < 60) return minutes + " min";
    if (minutes < 24 * 60) return minutes / 60 + " h";
    return minutes / (24 * 60) + " d";
  }

  private static String spanned(Duration length) {
    long minutes = Math.max(0, length.toMinutes());
    if (minutes < 24 * 60) return length(Duration.ofMinutes(minutes));
    long hours = minutes / 60 % 24;
    return minutes / (24 * 60) + " d" + (hours == 0 ? "" : " " + hours + " h");
  }

  /** A length of time to the minute: 24 min, 3 h, 1 h 30 min. */
  public static String length(Duration length) {
    long hours = length.toHours();
    int minutes = length.toMinutesPart();
    if (hours == 0) return minutes + " min";
    return minutes == 0 ? hours + " h" : hours + " h " + minutes + " min";
  }

  private String pattern(Map<String, String> patterns) {
    return patterns.getOrDefault(locale.getLanguage(), "EEEE d MMMM yyyy");
  }

  private String format(String pattern, ZonedDateTime at) {
    return DateTimeFormatter.ofPattern(pattern, locale).format(at);
  }
}
