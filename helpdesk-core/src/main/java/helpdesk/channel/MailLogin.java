package helpdesk.channel;

import java.util.Locale;

/** How we sign in to a mailbox's servers. */
public enum MailLogin {
  /** With a user name and a password. */
  PASSWORD,
  /** With what Google allows us (OAuth 2). */
  GOOGLE,
  /** With what Microsoft allows us (OAuth 2). */
  MICROSOFT;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a provider's token stands in for the password. */
  public boolean byToken() {
    return this != PASSWORD;
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  public static MailLogin of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
