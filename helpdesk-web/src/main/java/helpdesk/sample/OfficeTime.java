package helpdesk.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When the people of the sample shop work: Monday to Saturday, 08:00 to 18:00. Only for inventing;
 * metrics have their own calendars.
 */
record OfficeTime(ZoneId zone) {
  private static final LocalTime OPENS = LocalTime.of(8, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);

  /** The instant so much work after the start. */
  Instant after(Instant start, Duration work) {
    ZonedDateTime at = opening(start.atZone(zone));
    Duration left = work;
    while (true) {
      Duration today = Duration.between(at.toLocalTime(), CLOSES);
      if (left.compareTo(today) < 0) return at.plus(left).toInstant();
      left = left.minus(today);
      at = opening(at.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone));
    }
  }

  private static ZonedDateTime opening(ZonedDateTime at) {
    ZonedDateTime open = at;
    if (!open.toLocalTime().isBefore(CLOSES))
      open = open.toLocalDate().plusDays(1).atTime(OPENS).atZone(at.getZone());
    if (open.toLocalTime().isBefore(OPENS)) open = open.with(OPENS);
    if (open.getDayOfWeek() == DayOfWeek.SUNDAY)
      open = open.toLocalDate().plusDays(1).atTime(OPENS).atZone(at.getZone());
    return open;
  }
}
