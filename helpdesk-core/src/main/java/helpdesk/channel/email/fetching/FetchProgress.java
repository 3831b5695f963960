package helpdesk.channel.email.fetching;

import helpdesk.shared.ChannelId;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far each mailbox was read. Only ever moves forward within one UIDVALIDITY, so two nodes that
 * fetch the same mailbox at once do no harm: what they store is stored once by its key.
 */
@Repository
class FetchProgress {
  private final JdbcClient jdbc;
  private final Clock clock;

  FetchProgress(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The mailboxes to look into. */
  List<ChannelId> active() {
    return jdbc.sql(
            """
            SELECT m.channel_id FROM mailbox m JOIN channel c ON c.id = m.channel_id
             WHERE c.active AND m.imap_host IS NOT NULL ORDER BY m.last_fetched_at NULLS FIRST, m.channel_id
            """)
        .query((row, n) -> new ChannelId(row.getLong(1)))
        .list();
  }

  /** Up to which UID it was read; 0 if the server has numbered its messages anew. */
  long lastUid(ChannelId channel, long uidValidity) {
    int renumbered =
        jdbc.sql(
                """
                UPDATE mailbox SET uid_validity = :validity, last_uid = 0, stumbled_uid = NULL, stumbles = 0
                 WHERE channel_id = :id AND uid_validity IS DISTINCT FROM :validity
                """)
            .param("id", channel.value())
            .param("validity", uidValidity)
            .update();
    if (renumbered == 1) return 0;
    return jdbc.sql("SELECT last_uid FROM mailbox WHERE channel_id = :id")
        .param("id", channel.value())
        .query(Long.class)
        .single();
  }

  /** It was read up to here, and that brought messages. */
  void reached(ChannelId channel, long uidValidity, long uid) {
    jdbc.sql(
            """
            UPDATE mailbox SET last_uid = greatest(last_uid, :uid), last_message_at = :now
             WHERE channel_id = :id AND uid_validity = :validity
            """)
        .param("id", channel.value())
        .param("validity", uidValidity)
        .param("uid", uid)
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /**
   * The server could not hand this message over.
   *
   * @return how often in a row, this time included
   */
  int stumbled(ChannelId channel, long uid) {
    return jdbc.sql(
            """
            UPDATE mailbox SET stumbles = CASE WHEN stumbled_uid = :uid THEN stumbles + 1 ELSE 1 END, stumbled_uid = :uid
             WHERE channel_id = :id RETURNING stumbles
            """)
        .param("id", channel.value())
        .param("uid", uid)
        .query(Integer.class)
        .single();
  }

  void worked(ChannelId channel) {
    jdbc.sql("UPDATE mailbox SET last_fetched_at = :now, last_error = NULL WHERE channel_id = :id")
        .param("id", channel.value())
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  void failed(ChannelId channel, String words) {
    jdbc.sql("UPDATE mailbox SET last_error = :words WHERE channel_id = :id")
        .param("id", channel.value())
        .param("words", words)
        .update();
  }
}
