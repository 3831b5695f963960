package helpdesk.spam;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the lists.
 *
 * @param value an address, a domain, or a phrase; in lower case
 * @param addedBy the agent's name, null if nobody is known
 */
public record SpamRule(
    long id, Effect effect, Kind kind, String value, Instant createdAt, @Nullable String addedBy) {
  /** What the rule does; what is allowed wins. */
  public enum Effect {
    ALLOW,
    BLOCK;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the rule looks at. */
  public enum Kind {
    /** One sender. */
    ADDRESS,
    /** Every sender at a domain, and at those below it. */
    DOMAIN,
    /** Words of the subject or of the text. */
    PHRASE;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
