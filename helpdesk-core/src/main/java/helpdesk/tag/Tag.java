package helpdesk.tag;

import java.util.Locale;

/** A word on a ticket. */
public record Tag(long id, String name, Kind kind) {
  /** Whether it says what a ticket is about or why it happened. */
  public enum Kind {
    WHAT,
    WHY,
    OTHER;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such kind
     */
    public static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }
}
