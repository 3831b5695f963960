package helpdesk.metrics.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At which hours of the week things happen (docs/metrics.md, B.1), on the clocks of a zone. An hour
 * that the clocks skip has nothing, one that they repeat has both passes.
 */
public final class PeakHours {
  private final long[][] counts = new long[7][24];
  private final long[] dates = new long[7];

  private PeakHours() {}

  /**
   * @param quarters how many there were in the quarter of an hour that begins at an instant of UTC:
   *     every zone is a whole number of quarters away
   * @param window the period, of whole local dates
   */
  static PeakHours of(Map<Instant, Long> quarters, Window window, ZoneId zone) {
    PeakHours peaks = new PeakHours();
    quarters.forEach(
        (quarter, n) -> {
          ZonedDateTime local = quarter.atZone(zone);
          peaks.counts[row(local.getDayOfWeek())][local.getHour()] += n;
        });
    peaks.count(window, zone);
    return peaks;
  }

  /** The same from hours of the week that were counted already. */
  static PeakHours ofHours(Map<Hour, Long> hours, Window window, ZoneId zone) {
    PeakHours peaks = new PeakHours();
    hours.forEach((hour, n) -> peaks.counts[row(hour.day)][hour.hour] += n);
    peaks.count(window, zone);
    return peaks;
  }

  /** Counts the dates of each weekday. */
  private void count(Window window, ZoneId zone) {
    LocalDate first = window.from().atZone(zone).toLocalDate();
    LocalDate behind = window.to().atZone(zone).toLocalDate();
    for (DayOfWeek day : DayOfWeek.values()) {
      LocalDate next = first.with(TemporalAdjusters.nextOrSame(day));
      long days = ChronoUnit.DAYS.between(next, behind);
      this.dates[row(day)] = days <= 0 ? 0 : (days + 6) / 7;
    }
  }

  /** How many there were on all such weekdays in the hour from {@code hour:00}. */
  public long count(DayOfWeek day, int hour) {
    return counts[row(day)][hour];
  }

  /** The same by the number of such dates, null if the period has none. */
  public @Nullable Double mean(DayOfWeek day, int hour) {
    long such = dates[row(day)];
    return such == 0 ? null : (double) count(day, hour) / such;
  }

  /** The hours that have any, from Monday 00:00 on. */
  public Map<Hour, Long> busy() {
    Map<Hour, Long> busy = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        if (count(day, hour) > 0) busy.put(new Hour(day, hour), count(day, hour));
      }
    }
    return busy;
  }

  /** An hour of the week. */
  public record Hour(DayOfWeek day, int hour) implements Comparable<Hour> {
    @Override
    public int compareTo(Hour other) {
      int days = day.compareTo(other.day);
      return days != 0 ? days : Integer.compare(hour, other.hour);
    }
  }

  private static int row(DayOfWeek day) {
    return day.ordinal();
  }
}
