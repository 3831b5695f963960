package helpdesk.shared;

/** Names one configured channel, such as a mailbox. */
public record ChannelId(long value) {
  /** Reads an id from a path or a form. */
  public static ChannelId valueOf(String text) {
    return new ChannelId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
