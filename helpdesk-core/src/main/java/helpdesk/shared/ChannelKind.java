package helpdesk.shared;

import java.util.Locale;

/** How a customer reached us. Stored and spoken in lower case. */
public enum ChannelKind {
  EMAIL,
  WEBFORM,
  CHAT,
  PHONE,
  SMS,
  SOCIAL,
  IN_PERSON,
  API;

  /** The stored word, such as {@code in_person}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such channel
   */
  public static ChannelKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
