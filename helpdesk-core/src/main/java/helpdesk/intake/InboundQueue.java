package helpdesk.intake;

import helpdesk.attachment.ChunkInputStream;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.ChannelId;
import helpdesk.shared.Sql;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The line of messages that nobody has dealt with yet. A message is held by its row lock alone, so
 * that it is free again at the moment its worker dies.
 */
@Repository
class InboundQueue {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private final JdbcClient jdbc;
  private final InboundStore store;
  private final LiveUpdates live;
  private final Clock clock;

  InboundQueue(JdbcClient jdbc, InboundStore store, LiveUpdates live, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.live = live;
    this.clock = clock;
  }

  /** The oldest that nobody holds; ours until the transaction ends. */
  Optional<RawMessage> claim() {
    return jdbc.sql(
            """
            SELECT i.id, i.source, i.channel_id, i.origin, i.received_at, i.size, i.open_threads, c.bytes
              FROM inbound_message i LEFT JOIN inbound_chunk c ON c.inbound_id = i.id AND c.n = 0
             WHERE i.state = 'received' AND (i.retry_at IS NULL OR i.retry_at <= :now)
             ORDER BY i.id LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED
            """)
        .param("now", Sql.at(clock.instant()))
        .query((row, n) -> read(row))
        .optional();
  }

  private RawMessage read(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    long size = row.getLong("size");
    byte[] first = row.getBytes("bytes");
    Long channel = Sql.longOrNull(row, "channel_id");
    return new RawMessage(
        id,
        row.getString("source"),
        channel == null ? null : new ChannelId(channel),
        Origin.of(row.getString("origin")),
        Sql.instant(row, "received_at"),
        size,
        row.getBoolean("open_threads"),
        () -> new ChunkInputStream(n -> chunk(id, size, first, n)));
  }

  private byte @Nullable [] chunk(long id, long size, byte @Nullable [] first, int n) {
    if (n == 0) return first;
    return (long) n * Spool.CHUNK < size ? store.chunk(id, n) : null;
  }

  /**
   * Counts that work on it begins; to be called in a transaction of its own, which does not wait
   * for the disk: a count that is lost with the machine only lets a message be tried once more.
   *
   * @return how often it has begun without an end, this time included
   */
  int begin(long id) {
    return jdbc.sql(
            """
            INSERT INTO inbound_start AS s (inbound_id, starts)
            SELECT :id, 1 FROM set_config('synchronous_commit', 'off', true)
            ON CONFLICT (inbound_id) DO UPDATE SET starts = s.starts + 1 RETURNING starts
            """)
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Says what became of it. */
  void settle(long id, Verdict verdict) {
    jdbc.sql(
            """
            WITH ended AS (DELETE FROM inbound_start WHERE inbound_id = :id)
            UPDATE inbound_message SET state = :state, reason = :reason, ticket_id = :ticket, message_id = :message,
                   suggested_ticket = :suggested, processed_at = :now, retry_at = NULL
             WHERE id = :id AND state = 'received'
            """)
        .param("id", id)
        .param("state", verdict.state().key())
        .param("reason", FirstLook.shown(verdict.reason(), 1_000))
        .param("ticket", value(verdict.ticket()))
        .param("message", verdict.message() == null ? null : verdict.message().value())
        .param("suggested", value(verdict.suggested()))
        .param("now", Sql.at(clock.instant()))
        .update();
    if (verdict.state() == InboundView.State.QUARANTINED) live.publish(Intake.QUARANTINE);
  }

  /**
   * Lets it wait for better times, longer each time.
   *
   * @return how often it was put off, this time included
   */
  int postpone(long id) {
    int before =
        jdbc.sql("SELECT attempts FROM inbound_message WHERE id = :id")
            .param("id", id)
            .query(Integer.class)
            .single();
    Duration wait = Duration.ofMillis(200L << Math.min(before, 10));
    if (wait.compareTo(LONGEST_WAIT) > 0) wait = LONGEST_WAIT;
    jdbc.sql(
            """
            WITH ended AS (DELETE FROM inbound_start WHERE inbound_id = :id)
            UPDATE inbound_message SET attempts = attempts + 1, retry_at = :at WHERE id = :id AND state = 'received'
            """)
        .param("id", id)
        .param("at", Sql.at(clock.instant().plus(wait)))
        .update();
    return before + 1;
  }

  /** Puts it back in line as if it had just come; false if it may not be. */
  boolean again(long id) {
    int changed =
        jdbc.sql(
                """
                WITH ended AS (DELETE FROM inbound_start WHERE inbound_id = :id)
                UPDATE inbound_message SET state = 'received', reason = NULL, attempts = 0, retry_at = NULL,
                       processed_at = NULL
                 WHERE id = :id AND state IN ('quarantined', 'ignored') AND whole
                """)
            .param("id", id)
            .update();
    if (changed == 1) live.publish(InboundWorker.WAKE, Intake.QUARANTINE);
    return changed == 1;
  }

  private static @Nullable Long value(@Nullable TicketId id) {
    return id == null ? null : id.value();
  }
}
