package helpdesk.ticket;

/** The number people say aloud, such as 1042. */
public record TicketNumber(long value) {
  /** Reads a number from a path or a form. */
  public static TicketNumber valueOf(String text) {
    return new TicketNumber(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
