package helpdesk.ticket;

import java.util.Locale;

/** How a ticket began, which decides what it counts for (docs/metrics.md, A.4). */
public enum Origin {
  INBOUND,
  SPLIT,
  ON_BEHALF,
  OUTBOUND,
  IMPORT;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  public static Origin of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
