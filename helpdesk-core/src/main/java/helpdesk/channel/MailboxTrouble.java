package helpdesk.channel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a mail server or our way to it. Pages say it in the reader's language.
 *
 * @param detail what the server said, bounded and without secrets; null if that adds nothing
 */
public record MailboxTrouble(Kind kind, String host, int port, @Nullable String detail) {
  /** The kinds; which of them a person must put right because waiting does not help. */
  public enum Kind {
    HOST_UNKNOWN,
    NOTHING_ANSWERS,
    TOO_SLOW,
    CERTIFICATE_UNTRUSTED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NAME,
    NO_STARTTLS,
    NO_TLS,
    LOGIN_REFUSED,
    TOKEN_REFUSED,
    NOT_AUTHORISED,
    AUTHORISATION_ENDED,
    PROVIDER_SILENT,
    FOLDER_MISSING,
    DEED_FAILED,
    KEY_CHANGED,
    OTHER;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the server, or the provider, does not let us in. */
    public boolean credentials() {
      return this == LOGIN_REFUSED
          || this == TOKEN_REFUSED
          || this == NOT_AUTHORISED
          || this == AUTHORISATION_ENDED
          || this == KEY_CHANGED;
    }

    /**
     * @throws IllegalArgumentException if there is no such word
     */
    public static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** For a log. */
  @Override
  public String toString() {
    return kind.key() + " at " + host + ":" + port + (detail == null ? "" : " (" + detail + ")");
  }
}
