package helpdesk.ticket;

/** Names one ticket, inside the house. */
public record TicketId(long value) {
  /** Reads an id from a path or a form. */
  public static TicketId valueOf(String text) {
    return new TicketId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
