package helpdesk.ticket;

/** Names one message. */
public record MessageId(long value) {
  /** Reads an id from a path or a form. */
  public static MessageId valueOf(String text) {
    return new MessageId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
