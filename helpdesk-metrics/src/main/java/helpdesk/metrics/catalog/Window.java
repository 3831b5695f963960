package helpdesk.metrics.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A stretch of time, half-open. Days are local dates of a zone, so a day may last 23 or 25 hours.
 *
 * @param from the first instant
 * @param to the first instant behind it
 */
public record Window(Instant from, Instant to) {
  /** From the first date's midnight to the last date's midnight, which no longer belongs to it. */
  public static Window ofDates(LocalDate from, LocalDate to, ZoneId zone) {
    return new Window(midnight(from, zone), midnight(to, zone));
  }

  /** The first instant of a date; where the clocks skip midnight, the first that exists. */
  public static Instant midnight(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }

  /** The same, ended where it would reach beyond an instant. */
  public Window until(Instant instant) {
    return to.isAfter(instant) ? new Window(from, instant) : this;
  }
}
