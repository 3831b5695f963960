package helpdesk.ticket;

import java.util.Locale;

/**
 * What a message is: written by the customer, by us to the customer, by us for us, or by a machine.
 */
public enum MessageKind {
  CUSTOMER,
  AGENT,
  NOTE,
  AUTOMATIC;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  public static MessageKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
