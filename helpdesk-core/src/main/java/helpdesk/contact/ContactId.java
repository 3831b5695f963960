package helpdesk.contact;

/** Names one customer. */
public record ContactId(long value) {
  /** Reads an id from a path or a form. */
  public static ContactId valueOf(String text) {
    return new ContactId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
