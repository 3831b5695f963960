package helpdesk.intake;

import helpdesk.shared.ChannelId;
import helpdesk.ticket.Origin;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way in. What is stored here is never lost: it ends in a ticket, or visibly with its reason.
 */
public interface Intake {
  /**
   * What is known of a message before anybody reads it.
   *
   * @param sourceKey what the source itself calls it, such as UIDVALIDITY and UID; the same key of
   *     the same source is stored once; null where the source has none
   * @param jobId the import it is part of, or null
   */
  record Arrival(
      String source,
      @Nullable String sourceKey,
      @Nullable ChannelId channel,
      Origin origin,
      Instant receivedAt,
      @Nullable Long jobId) {}

  /**
   * Keeps the bytes; once this returns they are safe and their source may be told so.
   *
   * @return its id; if the source key was met before, the id of the first
   * @throws helpdesk.shared.DomainException (too large) above the configured size, (invalid) if
   *     empty; nothing is kept then
   */
  long store(Arrival arrival, InputStream raw);

  /**
   * Keeps only the headers of a message that is too large to take, in quarantine with the reason.
   *
   * @return its id
   */
  long refuse(Arrival arrival, byte[] headers, long size, String reason);

  /**
   * @throws helpdesk.shared.DomainException (not found) if there is none
   */
  InboundView find(long id);

  /**
   * Waits until it is no longer merely received, or the time is up, and says where it stands then.
   */
  InboundView await(long id, Duration atMost);

  /** The bytes as received. */
  InputStream raw(long id);

  /** Newest first; {@code beforeId} is the last id of the page before, null for the first page. */
  List<InboundView> list(InboundView.@Nullable State state, @Nullable Long beforeId, int limit);

  /** Puts a quarantined or ignored message back in line. */
  void retry(long id);

  /** How many are in quarantine now. */
  long quarantined();

  /** How many were received and are not yet dealt with. */
  long waiting();
}
