package helpdesk.channel.email.fetching;

import helpdesk.shared.ChannelId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which node holds the connection to which mailbox. A node that dies loses its leases within
 * seconds. Time is the database's own here: it is the one clock that all nodes share.
 */
@Repository
class WatchLeases {
  private static final Duration LENGTH = Duration.ofSeconds(6);
  private final JdbcClient jdbc;

  WatchLeases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Renews what the node holds, takes what nobody holds, and says what it holds now. */
  Set<ChannelId> hold(String node, Collection<ChannelId> wanted) {
    if (wanted.isEmpty()) return Set.of();
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO mailbox_watch AS w (channel_id, holder, held_until)
                SELECT id, :node, clock_timestamp() + CAST(:length AS interval)
                  FROM unnest(:wanted) AS id ORDER BY id
                ON CONFLICT (channel_id) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until,
                   idle = CASE WHEN w.holder = excluded.holder THEN w.idle END
                 WHERE w.holder = excluded.holder OR w.held_until < clock_timestamp()
                RETURNING channel_id
                """)
            .param("node", node)
            .param("length", LENGTH.toSeconds() + " seconds")
            .param("wanted", wanted.stream().map(ChannelId::value).toArray(Long[]::new))
            .query((row, n) -> new ChannelId(row.getLong(1)))
            .list());
  }

  /** The server tells us of news by itself, or does not. */
  void mode(String node, ChannelId channel, boolean idle) {
    jdbc.sql("UPDATE mailbox_watch SET idle = :idle WHERE channel_id = :id AND holder = :node")
        .param("idle", idle)
        .param("id", channel.value())
        .param("node", node)
        .update();
  }

  /** Gives everything back, so that another node need not wait. */
  void release(String node) {
    jdbc.sql("DELETE FROM mailbox_watch WHERE holder = :node").param("node", node).update();
  }
}
