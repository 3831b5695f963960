package helpdesk.intake;

import helpdesk.shared.ChannelId;
import helpdesk.ticket.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was received.
 *
 * @param source where it came from: {@code api}, {@code imap:3}, {@code upload:mail}
 * @param channel the mailbox it came to, null if that must be read from its recipients
 * @param receivedAt when we, or our mail server, received it
 * @param openThreads whether this source's threads are open to strangers whatever the channel says
 * @param content its bytes, which can be opened more than once
 */
public record RawMessage(
    long id,
    String source,
    @Nullable ChannelId channel,
    Origin origin,
    Instant receivedAt,
    long size,
    boolean openThreads,
    Content content) {
  /** Bytes that can be opened more than once. */
  @FunctionalInterface
  public interface Content {
    /** Opens them at the first. */
    InputStream open() throws IOException;
  }
}
