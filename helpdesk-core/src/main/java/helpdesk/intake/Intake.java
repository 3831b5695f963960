package helpdesk.intake;

import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * The way in. What is stored here is never lost: it ends in a ticket, or visibly with its reason.
 */
@Service
public class Intake {
  /** The live topic that says that the quarantine has changed. */
  public static final String QUARANTINE = "quarantine";

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 250;
  private static final int HEADERS_AT_MOST = Spool.CHUNK;
  private final InboundStore store;
  private final InboundList list;
  private final InboundQueue queue;
  private final IntakeSettings settings;
  private final TransactionTemplate transaction;

  Intake(
      InboundStore store,
      InboundList list,
      InboundQueue queue,
      IntakeSettings settings,
      TransactionTemplate transaction) {
    this.store = store;
    this.list = list;
    this.queue = queue;
    this.settings = settings;
    this.transaction = transaction;
  }

  /**
   * What is known of a message before anybody reads it.
   *
   * @param sourceKey what the source itself calls it, such as UIDVALIDITY and UID; the same key of
   *     the same source is stored once; null where the source has none
   * @param jobId the import it is part of, or null
   * @param openThreads whether strangers may answer into its conversation whatever its channel says
   */
  public record Arrival(
      String source,
      @Nullable String sourceKey,
      @Nullable ChannelId channel,
      Origin origin,
      Instant receivedAt,
      @Nullable Long jobId,
      boolean openThreads) {
    /** One whose threads are as open as its channel's. */
    public Arrival(
        String source,
        @Nullable String sourceKey,
        @Nullable ChannelId channel,
        Origin origin,
        Instant receivedAt,
        @Nullable Long jobId) {
      this(source, sourceKey, channel, origin, receivedAt, jobId, false);
    }
  }

  /**
   * Keeps the bytes; once this returns they are safe and their source may be told so (within a
   * transaction of the caller's: once that commits).
   *
   * @return its id; if the source key was met before, the id of the first
   * @throws DomainException (too large) above the configured size, (invalid) if empty; nothing is
   *     kept then
   * @throws UncheckedIOException if the bytes stop coming; nothing is kept then
   */
  public long store(Arrival arrival, InputStream raw) {
    try (Spool spool = Spool.read(raw, settings.maxMessageSize())) {
      return transaction.execute(status -> write(arrival, spool));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long write(Arrival arrival, Spool spool) {
    try {
      return store.write(arrival, spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps only the headers of a message that is too large to take, in quarantine with the reason.
   *
   * @param headers of which the first megabyte is kept
   * @param size of the whole message, in bytes
   * @return its id; if the source key was met before, the id of the first
   */
  public long refuse(Arrival arrival, byte[] headers, long size, String reason) {
    byte[] kept =
        headers.length <= HEADERS_AT_MOST
            ? headers
            : java.util.Arrays.copyOf(headers, HEADERS_AT_MOST);
    return transaction.execute(status -> store.writeHeaders(arrival, kept, size, reason));
  }

  /** The largest message that is taken. */
  public DataSize largest() {
    return settings.maxMessageSize();
  }

  /** Which of these keys of a source were stored before. */
  public Set<String> known(String source, Collection<String> sourceKeys) {
    return sourceKeys.isEmpty() ? Set.of() : list.known(source, sourceKeys);
  }

  /**
   * @throws DomainException (not found) if there is none
   */
  public InboundView find(long id) {
    return list.find(id)
        .orElseThrow(
            () ->
                new DomainException(
                    DomainException.Kind.NOT_FOUND, "There is no such received message."));
  }

  /**
   * Waits until it is no longer merely received, or the time is up, and says where it stands then.
   *
   * @throws DomainException (not found) if there is none
   */
  public InboundView await(long id, Duration atMost) {
    find(id);
    long until = System.nanoTime() + atMost.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (list.state(id) == InboundView.State.RECEIVED && System.nanoTime() < until) {
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause + pause / 2);
    }
    return find(id);
  }

  /** The bytes as received. */
  public InputStream raw(long id) {
    find(id);
    return store.open(id);
  }

  /** Newest first; {@code beforeId} is the last id of the page before, null for the first page. */
  public List<InboundView> list(
      InboundView.@Nullable State state, @Nullable Long beforeId, int limit) {
    return list.page(state, beforeId, limit);
  }

  /** The messages of an import in their order, behind {@code afterId}. */
  public List<InboundView> ofJob(long job, @Nullable Long afterId, int limit) {
    return list.ofJob(job, afterId, limit);
  }

  /** How many messages of an import stand where; every state has its count. */
  public Map<InboundView.State, Long> countsOfJob(long job) {
    return list.countsOfJob(job);
  }

  /** In how many tickets the messages of an import ended. */
  public long ticketsOfJob(long job) {
    return list.ticketsOfJob(job);
  }

  /**
   * Puts a quarantined or ignored message back in line.
   *
   * @throws DomainException (not found) if there is none, (conflict) if it stands elsewhere or only
   *     its headers were kept
   */
  public void retry(long id) {
    InboundView message = find(id);
    boolean again = Boolean.TRUE.equals(transaction.execute(status -> queue.again(id)));
    if (again) return;
    throw new DomainException(
        DomainException.Kind.CONFLICT,
        message.whole()
            ? "Only a message that is in quarantine or ignored can be tried again."
            : "Only the headers of this message were kept, so it cannot be tried again.");
  }

  /** How many are in quarantine now. */
  public long quarantined() {
    return list.count(InboundView.State.QUARANTINED);
  }

  /** How many were received and are not yet dealt with. */
  public long waiting() {
    return list.count(InboundView.State.RECEIVED);
  }
}
