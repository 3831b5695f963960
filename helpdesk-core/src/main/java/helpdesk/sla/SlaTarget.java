package helpdesk.sla;

import java.util.Locale;

/** What can be promised. */
public enum SlaTarget {
  /** The first answer. Runs through every status. */
  FIRST_RESPONSE,
  /** Each answer after it, from the oldest unanswered message on. Runs through every status. */
  NEXT_RESPONSE,
  /**
   * The solution. Rests while the ticket waits for somebody else, and goes on after a reopening.
   */
  RESOLUTION;

  /** The stored word, such as {@code first_response}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such target
   */
  public static SlaTarget of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
