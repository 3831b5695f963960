package helpdesk.sla;

import helpdesk.calendar.CalendarId;
import org.jspecify.annotations.Nullable;

/**
 * In which hours the targets of a policy run.
 *
 * @param dayAndNight whether every hour counts
 * @param calendar whose hours count, null for the desk's own
 */
public record SlaHours(boolean dayAndNight, @Nullable CalendarId calendar) {
  /** The hours of the desk, whichever calendar they are. */
  public static final SlaHours DESK = new SlaHours(false, null);

  /** Every hour. */
  public static final SlaHours DAY_AND_NIGHT = new SlaHours(true, null);

  /**
   * @throws IllegalArgumentException if it is day and night, and a calendar too
   */
  public SlaHours {
    if (dayAndNight && calendar != null)
      throw new IllegalArgumentException("Day and night has no calendar");
  }

  /** The hours of one calendar. */
  public static SlaHours of(CalendarId calendar) {
    return new SlaHours(false, calendar);
  }
}
