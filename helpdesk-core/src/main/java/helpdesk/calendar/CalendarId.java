package helpdesk.calendar;

/** Names one calendar of working hours. */
public record CalendarId(long value) {
  /** Reads an id from a path or a form. */
  public static CalendarId valueOf(String text) {
    return new CalendarId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
