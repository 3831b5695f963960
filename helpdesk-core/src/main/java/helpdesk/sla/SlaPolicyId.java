package helpdesk.sla;

/** Names one policy, through all its editions. */
public record SlaPolicyId(long value) {
  /** Reads an id from a path or a form. */
  public static SlaPolicyId valueOf(String text) {
    return new SlaPolicyId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
