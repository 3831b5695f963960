package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Address;
import helpdesk.metrics.catalog.Metric;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Says numbers, durations and dates in the reader's language and zone. */
public final class Words {
  private static final String NOTHING = "–";
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;
  private final MessageSource messages;
  private final Locale locale;
  private final ZoneId zone;

  Words(MessageSource messages, Locale locale, ZoneId zone) {
    this.messages = messages;
    this.locale = locale;
    this.zone = zone;
  }

  /** A number and its unit, such as {@code 22} and {@code min}. */
  public record Part(String number, String unit) {
    @Override
    public String toString() {
      return unit.isEmpty() ? number : number + " " + unit;
    }
  }

  /** The text of a key. */
  public String say(String key, @Nullable Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  /** A whole number with the grouping of the language. */
  public String count(double n) {
    return NumberFormat.getIntegerInstance(locale).format(Math.round(n));
  }

  /** A share, to one decimal where it is not whole. */
  public String percent(@Nullable Double share) {
    return share == null ? NOTHING : decimal(share, 1);
  }

  /** A number with so many decimals at most. */
  public String decimal(double value, int digits) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(digits);
    format.setRoundingMode(java.math.RoundingMode.HALF_UP);
    return format.format(value);
  }

  /** A duration in its two largest units. */
  public List<Part> parts(@Nullable Double seconds) {
    if (seconds == null) return List.of(new Part(NOTHING, ""));
    long s = Math.round(Math.abs(seconds));
    List<Part> parts = new ArrayList<>();
    if (s < MINUTE) return List.of(new Part(count(s), "s"));
    if (s < HOUR) return List.of(new Part(count(Math.round(s / 60.0)), "min"));
    if (s < DAY) {
      long minutes = Math.round(s / 60.0);
      parts.add(new Part(count(minutes / 60), "h"));
      if (minutes % 60 > 0) parts.add(new Part(count(minutes % 60), "min"));
      return parts;
    }
    long hours = Math.round(s / 3_600.0);
    parts.add(new Part(count(hours / 24), "d"));
    if (hours % 24 > 0 && hours / 24 < 10) parts.add(new Part(count(hours % 24), "h"));
    return parts;
  }

  /** A duration in one phrase. */
  public String duration(@Nullable Double seconds) {
    return parts(seconds).stream().map(Part::toString).collect(Collectors.joining(" "));
  }

  /** The reading of the clock to the second. */
  public String clock(Instant at) {
    return DateTimeFormatter.ofPattern("HH:mm:ss", locale).format(at.atZone(zone));
  }

  /** The reading of the clock to the minute. */
  public String hour(Instant at) {
    return DateTimeFormatter.ofPattern("HH:mm", locale).format(at.atZone(zone));
  }

  /** A date without its year. */
  public String day(Instant at) {
    return DateTimeFormatter.ofPattern("d MMM", locale).format(at.atZone(zone));
  }

  /** A day of the week, in short. */
  public String weekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT_STANDALONE, locale);
  }

  /** A date with its weekday, short. */
  public String weekday(Instant at) {
    return DateTimeFormatter.ofPattern("EEE d MMM", locale).format(at.atZone(zone));
  }

  /** A date with its weekday, for a title. */
  public String title(Instant at) {
    String text = DateTimeFormatter.ofPattern(say("dashboard.day"), locale).format(at.atZone(zone));
    return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
  }

  /** A date with its year, as long as the language likes it. */
  public String date(LocalDate date) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
  }

  /** An amount in a metric's unit. */
  public String amount(Metric metric, double amount) {
    return GoalView.amount(metric, amount, this);
  }

  /** Of which tickets an address is, in words: nothing for all of them. */
  String filter(Address address) {
    return address.without("period", "from", "until", "to", "compare", "baseline").names().stream()
        .map(name -> say("figures.word." + name) + ": " + address.text(name).replace(",", ", "))
        .collect(Collectors.joining(" · "));
  }
}
