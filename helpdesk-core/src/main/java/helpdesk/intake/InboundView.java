package helpdesk.intake;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A received message and what became of it.
 *
 * @param reason why it was ignored or quarantined, in words
 * @param size in bytes, of the message itself, even where only its headers were kept
 * @param sender its From address and subject as far as a first look told, for lists
 * @param ticket the number of its ticket; for a duplicate, of the first one's
 * @param suggestedTicket the number of the conversation it may belong to
 * @param whole false where only the headers were kept, so that trying again is of no use
 */
public record InboundView(
    long id,
    String source,
    State state,
    @Nullable String reason,
    long size,
    Instant receivedAt,
    @Nullable String sender,
    @Nullable String subject,
    @Nullable Long ticket,
    @Nullable Long message,
    @Nullable Long suggestedTicket,
    boolean whole) {
  /** Where a received message stands. */
  public enum State {
    RECEIVED,
    PROCESSED,
    DUPLICATE,
    IGNORED,
    QUARANTINED;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such state
     */
    public static State of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether a person may put it back in line. */
  public boolean retryable() {
    return whole && (state == State.QUARANTINED || state == State.IGNORED);
  }
}
