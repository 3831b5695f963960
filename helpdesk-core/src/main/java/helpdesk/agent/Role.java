package helpdesk.agent;

import java.util.Locale;

/** What an agent may do; each role may do what the ones before it may. */
public enum Role {
  /** Answers tickets. */
  AGENT,
  /** Also reads every dashboard. */
  MANAGER,
  /** Also changes the desk itself. */
  ADMINISTRATOR;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such role
   */
  public static Role of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
