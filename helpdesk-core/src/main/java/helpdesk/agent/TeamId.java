package helpdesk.agent;

/** Names one team. */
public record TeamId(long value) {
  /** Reads an id from a path or a form. */
  public static TeamId valueOf(String text) {
    return new TeamId(Long.parseLong(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
