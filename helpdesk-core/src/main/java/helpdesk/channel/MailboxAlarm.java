package helpdesk.channel;

import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something about a mailbox that a person must look at. */
public record MailboxAlarm(
    ChannelId channel, @Nullable EmailAddress address, Kind kind, Instant raisedAt) {
  /** The kinds. */
  public enum Kind {
    /** The server or the provider does not let us in, or soon will not. */
    CREDENTIALS,
    /** The server could not be reached or did not go along for a while. */
    UNREACHABLE,
    /** Nothing comes although much should have come. */
    SILENCE;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such word
     */
    public static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }
}
