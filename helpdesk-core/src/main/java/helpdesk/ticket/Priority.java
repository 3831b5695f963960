package helpdesk.ticket;

import java.util.Locale;

/** How urgent a ticket is. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  public static Priority of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
