package helpdesk.channel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message on its server once it is stored here.
 *
 * @param folder where it is moved to, null unless it is moved
 */
public record AfterProcessing(Deed deed, @Nullable String folder) {
  /** The message stays as it is. */
  public static final AfterProcessing LEAVE = new AfterProcessing(Deed.LEAVE, null);

  /** What is done with it. */
  public enum Deed {
    /** It stays as it is. */
    LEAVE,
    /** It is marked as read. */
    SEEN,
    /** It is moved to a folder of the same mailbox, which is made if need be. */
    MOVE;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such word
     */
    public static Deed of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @throws IllegalArgumentException if it is to be moved nowhere
   */
  public AfterProcessing {
    if (deed != Deed.MOVE) folder = null;
    else if (folder == null || folder.isBlank()) {
      throw new IllegalArgumentException("A message is moved to a folder");
    } else folder = folder.strip();
  }
}
