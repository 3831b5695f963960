package helpdesk.intake;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A received message and what became of it.
 *
 * @param reason why it was ignored or quarantined, in words
 * @param ticket the number of its ticket; for a duplicate, of the first one's
 * @param suggestedTicket the number of the conversation it may belong to
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
    @Nullable Long suggestedTicket) {
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
}
