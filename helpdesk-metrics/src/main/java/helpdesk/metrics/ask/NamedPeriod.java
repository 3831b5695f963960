package helpdesk.metrics.ask;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The periods that have a name. Those that still run end with today. */
public enum NamedPeriod {
  TODAY("today"),
  YESTERDAY("yesterday"),
  WEEK("7"),
  FOUR_WEEKS("28"),
  QUARTER("90"),
  THIS_WEEK,
  LAST_WEEK,
  THIS_MONTH,
  LAST_MONTH,
  THIS_YEAR;

  /** Those that are a click away. */
  public static final List<NamedPeriod> USUAL = List.of(TODAY, WEEK, FOUR_WEEKS, QUARTER);

  private final String key;

  NamedPeriod() {
    this.key = name().toLowerCase(Locale.ROOT);
  }

  NamedPeriod(String key) {
    this.key = key;
  }

  /** The word in an address. */
  public String key() {
    return key;
  }

  /** The period of that word, if there is one. */
  public static Optional<NamedPeriod> of(String key) {
    return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
  }

  LocalDate first(LocalDate today) {
    return switch (this) {
      case TODAY -> today;
      case YESTERDAY -> today.minusDays(1);
      case WEEK -> today.minusDays(6);
      case FOUR_WEEKS -> today.minusDays(27);
      case QUARTER -> today.minusDays(89);
      case THIS_WEEK -> today.with(DayOfWeek.MONDAY);
      case LAST_WEEK -> today.with(DayOfWeek.MONDAY).minusWeeks(1);
      case THIS_MONTH -> today.withDayOfMonth(1);
      case LAST_MONTH -> today.withDayOfMonth(1).minusMonths(1);
      case THIS_YEAR -> today.withDayOfYear(1);
    };
  }

  LocalDate last(LocalDate today) {
    return switch (this) {
      case YESTERDAY -> today.minusDays(1);
      case LAST_WEEK -> today.with(DayOfWeek.MONDAY).minusDays(1);
      case LAST_MONTH -> today.withDayOfMonth(1).minusDays(1);
      default -> today;
    };
  }
}
