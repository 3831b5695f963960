package helpdesk.metrics.report;

import helpdesk.metrics.ask.NamedPeriod;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a report is sent, and of which time it is: always of one that is over. */
public enum Rhythm {
  DAILY(NamedPeriod.YESTERDAY),
  WEEKLY(NamedPeriod.LAST_WEEK),
  MONTHLY(NamedPeriod.LAST_MONTH);

  private final NamedPeriod period;

  Rhythm(NamedPeriod period) {
    this.period = period;
  }

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rhythm of that word, if there is one. */
  public static Optional<Rhythm> of(String key) {
    return Arrays.stream(values()).filter(r -> r.key().equals(key)).findFirst();
  }

  /** The period it is of, as seen on the date on which it is due. */
  public NamedPeriod period() {
    return period;
  }

  /**
   * The last date on which one was due by now: every day, on Mondays, on the first of the month.
   *
   * @param now on the clocks of the workspace
   * @param hour from which on it is due on its date
   */
  LocalDate lastDue(LocalDateTime now, int hour) {
    LocalDate date = now.getHour() >= hour ? now.toLocalDate() : now.toLocalDate().minusDays(1);
    return switch (this) {
      case DAILY -> date;
      case WEEKLY -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHLY -> date.withDayOfMonth(1);
    };
  }
}
