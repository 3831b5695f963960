package helpdesk.channel;

import java.util.Locale;

/** What becomes of a reply to a closed ticket, which never reopens. */
public enum ClosedReply {
  /** A ticket of its own, linked to the closed one. */
  FOLLOW_UP,
  /** A ticket like any other. */
  NEW;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  public static ClosedReply of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
