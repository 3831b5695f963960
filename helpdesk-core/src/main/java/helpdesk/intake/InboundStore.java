package helpdesk.intake;

import helpdesk.attachment.ChunkInputStream;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.ChannelId;
import helpdesk.shared.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes and reads the bytes as they were received. */
@Repository
class InboundStore {
  private final JdbcClient jdbc;
  private final LiveUpdates live;
  private final Clock clock;

  InboundStore(JdbcClient jdbc, LiveUpdates live, Clock clock) {
    this.jdbc = jdbc;
    this.live = live;
    this.clock = clock;
  }

  /** Writes the message unless its key was met before; its id, the first one's then. */
  long write(Intake.Arrival arrival, Spool spool) throws IOException {
    Optional<Long> id = insert(arrival, spool.first(), spool.size(), null);
    if (id.isEmpty()) return idOf(arrival);
    try (InputStream rest = spool.rest()) {
      byte[] chunk;
      for (int n = 1; (chunk = rest.readNBytes(Spool.CHUNK)).length > 0; n++) {
        jdbc.sql("INSERT INTO inbound_chunk (inbound_id, n, bytes) VALUES (:id, :n, :bytes)")
            .param("id", id.get())
            .param("n", n)
            .param("bytes", chunk)
            .update();
      }
    }
    live.publish(InboundWorker.WAKE);
    return id.get();
  }

  /** Writes only the headers, in quarantine. */
  long writeHeaders(Intake.Arrival arrival, byte[] headers, long size, String reason) {
    Optional<Long> id = insert(arrival, headers, size, reason);
    if (id.isEmpty()) return idOf(arrival);
    live.publish(Intake.QUARANTINE);
    return id.get();
  }

  /** One statement: for a small message the whole of the work. */
  private Optional<Long> insert(
      Intake.Arrival arrival, byte[] first, long size, @Nullable String refusal) {
    FirstLook look = FirstLook.at(first);
    ChannelId channel = arrival.channel();
    return jdbc.sql(
            """
            WITH arrived AS (
              INSERT INTO inbound_message (id, source, source_key, channel_id, origin, state, reason, size, whole,
                  open_threads, received_at, processed_at, sender, subject, job_id)
              VALUES (nextval('inbound_message_id_seq'), :source, :key, :channel, :origin, :state, :reason, :size,
                  :whole, :open, :received, :processed, :sender, :subject, :job)
              ON CONFLICT (source, source_key) DO NOTHING RETURNING id),
            first_chunk AS (
              INSERT INTO inbound_chunk (inbound_id, n, bytes) SELECT id, 0, :bytes FROM arrived)
            SELECT id FROM arrived
            """)
        .param("source", arrival.source())
        .param("key", arrival.sourceKey())
        .param("channel", channel == null ? null : channel.value())
        .param("origin", arrival.origin().key())
        .param("state", refusal == null ? "received" : "quarantined")
        .param("reason", refusal)
        .param("size", size)
        .param("whole", refusal == null)
        .param("open", arrival.openThreads())
        .param("received", Sql.at(arrival.receivedAt()))
        .param("processed", refusal == null ? null : Sql.at(clock.instant()))
        .param("sender", look.sender())
        .param("subject", look.subject())
        .param("job", arrival.jobId())
        .param("bytes", first)
        .query(Long.class)
        .optional();
  }

  private long idOf(Intake.Arrival arrival) {
    return jdbc.sql("SELECT id FROM inbound_message WHERE source = :source AND source_key = :key")
        .param("source", arrival.source())
        .param("key", arrival.sourceKey())
        .query(Long.class)
        .single();
  }

  /** The bytes, chunk by chunk as they are asked for; empty if there is no such message. */
  InputStream open(long id) {
    return new ChunkInputStream(n -> chunk(id, n));
  }

  byte @Nullable [] chunk(long id, int n) {
    return jdbc.sql("SELECT bytes FROM inbound_chunk WHERE inbound_id = :id AND n = :n")
        .param("id", id)
        .param("n", n)
        .query(byte[].class)
        .optional()
        .orElse(null);
  }
}
