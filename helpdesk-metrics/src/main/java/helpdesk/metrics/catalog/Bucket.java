package helpdesk.metrics.catalog;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of a period that a series shows. Weeks begin on Monday. */
public enum Bucket {
  DAY,
  WEEK,
  MONTH;

  /** The part that other systems call by this word, if there is one. */
  public static Optional<Bucket> of(String key) {
    return Arrays.stream(values())
        .filter(bucket -> bucket.name().toLowerCase(Locale.ROOT).equals(key))
        .findFirst();
  }

  /**
   * Where each part of a period begins. The first and the last part may be cut short by the period.
   *
   * @param to the date behind the last
   */
  public List<LocalDate> beginnings(LocalDate from, LocalDate to) {
    List<LocalDate> dates = new ArrayList<>();
    for (LocalDate date = from; date.isBefore(to); date = next(date)) dates.add(date);
    return dates;
  }

  private LocalDate next(LocalDate date) {
    return switch (this) {
      case DAY -> date.plusDays(1);
      case WEEK -> date.with(DayOfWeek.MONDAY).plusWeeks(1);
      case MONTH -> date.withDayOfMonth(1).plusMonths(1);
    };
  }
}
