package helpdesk.calendar;

/**
 * One opening of a day, in readings of the wall clock: open from {@code opensAt}, closed again at
 * {@code closesAt}. An opening that closes before it opens runs overnight into the next date and
 * belongs to the day on which it starts.
 *
 * @param opensAt minutes after 00:00, 0 to 1439
 * @param closesAt minutes after 00:00, 0 to 1440; both ends mean midnight at the end of the day
 */
public record Hours(int opensAt, int closesAt) {
  static final int DAY = 24 * 60;

  /**
   * @throws IllegalArgumentException if a reading does not exist or both are the same
   */
  public Hours {
    if (opensAt < 0 || opensAt >= DAY || closesAt < 0 || closesAt > DAY || opensAt == closesAt) {
      throw new IllegalArgumentException("Not opening hours: " + opensAt + " to " + closesAt);
    }
  }

  /**
   * Reads {@code HH:mm}; the end may be {@code 24:00}.
   *
   * @throws IllegalArgumentException if a reading does not exist or both are the same
   */
  public static Hours of(String opensAt, String closesAt) {
    return new Hours(minutes(opensAt), minutes(closesAt));
  }

  /** Whether this runs past midnight. */
  public boolean overnight() {
    return closesAt < opensAt;
  }

  private static int minutes(String reading) {
    String[] parts = reading.split(":", -1);
    if (parts.length != 2) throw new IllegalArgumentException("Not a reading: " + reading);
    int hour = Integer.parseInt(parts[0]);
    int minute = Integer.parseInt(parts[1]);
    if (minute < 0 || minute > 59) throw new IllegalArgumentException("Not a reading: " + reading);
    return hour * 60 + minute;
  }
}
