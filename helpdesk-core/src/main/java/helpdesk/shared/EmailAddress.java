package helpdesk.shared;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address, lower-cased, so that two spellings of one mailbox are equal.
 *
 * @param value {@code local@domain}, at most 320 characters
 */
public record EmailAddress(String value) {
  /**
   * @throws IllegalArgumentException if this is not an address; the message does not repeat it, so
   *     that it cannot reach a log
   */
  public EmailAddress {
    value = value.strip().toLowerCase(Locale.ROOT);
    int at = value.lastIndexOf('@');
    if (at < 1 || at == value.length() - 1 || value.length() > 320 || hasBlank(value)) {
      throw new IllegalArgumentException("Not an e-mail address");
    }
  }

  /** The address, or null where the text is none. */
  public static @Nullable EmailAddress parse(@Nullable String text) {
    if (text == null) return null;
    try {
      return new EmailAddress(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What stands behind the last {@code @}. */
  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  /** What stands before the last {@code @}. */
  public String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean hasBlank(String value) {
    return value.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }
}
