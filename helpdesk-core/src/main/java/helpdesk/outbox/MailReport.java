package helpdesk.outbox;

import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What another server says of a mail of ours.
 *
 * @param key 32 bytes that are equal for the same report met twice
 * @param originals the Message-IDs it may be about, without angle brackets, most telling first
 * @param recipients the addresses it is about, as far as it names them
 * @param detail what the server said, in its own words, null if nothing
 * @param mailbox where the report came to: what does not name its mail was sent from there
 */
public record MailReport(
    Kind kind,
    byte[] key,
    List<String> originals,
    List<EmailAddress> recipients,
    ReturnReason reason,
    @Nullable String detail,
    @Nullable ChannelId mailbox,
    Instant at) {
  /** What sort of report it is. */
  public enum Kind {
    /** It did not arrive and will not. */
    BOUNCED,
    /** It has not arrived yet. */
    DELAYED,
    /** Whoever received it complained about it. */
    COMPLAINT;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
