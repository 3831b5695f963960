package helpdesk.metrics.catalog;

import java.util.Locale;

/** By which clock durations are told: every second, or only those within working hours. */
public enum Clockwork {
  CALENDAR,
  BUSINESS;

  /** The word other systems know. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such clock
   */
  public static Clockwork of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
