package helpdesk.channel.email.fetching;

import helpdesk.channel.MailboxTrouble;
import helpdesk.shared.ChannelId;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** The mailboxes to look into, each with a mark that changes when its settings do. */
  Map<ChannelId, String> active() {
    Map<ChannelId, String> active = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT m.channel_id, md5(concat_ws('|', imap_host, imap_port, imap_security, imap_user, imap_password,
                   imap_folder, after_processing, after_folder, login, o.authorised_at, o.client_id)) AS mark
              FROM mailbox m JOIN channel c ON c.id = m.channel_id
              LEFT JOIN mailbox_oauth o ON o.channel_id = m.channel_id
             WHERE c.active AND m.imap_host IS NOT NULL ORDER BY m.channel_id
            """)
        .query(
            row -> {
              active.put(new ChannelId(row.getLong("channel_id")), row.getString("mark"));
            });
    return active;
  }

  /** Up to which UID it was read; 0 if the server has numbered its messages anew. */
  long lastUid(ChannelId channel, long uidValidity) {
    int renumbered =
        jdbc.sql(
                """
                UPDATE mailbox SET uid_validity = :validity, last_uid = 0, deed_uid = 0, stumbled_uid = NULL,
                       stumbles = 0
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

  /** Up to which UID what was stored was also flagged or moved. */
  long deedUid(ChannelId channel) {
    return jdbc.sql("SELECT deed_uid FROM mailbox WHERE channel_id = :id")
        .param("id", channel.value())
        .query(Long.class)
        .single();
  }

  void deedDone(ChannelId channel, long uidValidity, long uid) {
    jdbc.sql(
            """
            UPDATE mailbox SET deed_uid = :uid
             WHERE channel_id = :id AND uid_validity = :validity AND deed_uid < :uid
            """)
        .param("id", channel.value())
        .param("validity", uidValidity)
        .param("uid", uid)
        .update();
  }

  /** It was looked into. */
  void worked(ChannelId channel) {
    jdbc.sql(
            """
            UPDATE mailbox SET last_fetched_at = :now, trouble = NULL, trouble_detail = NULL,
                   failing_since = NULL
             WHERE channel_id = :id
            """)
        .param("id", channel.value())
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** It could not be looked into, or what was stored could not be flagged or moved. */
  void failed(ChannelId channel, MailboxTrouble trouble) {
    jdbc.sql(
            """
            UPDATE mailbox SET trouble = :kind, trouble_detail = :detail,
                   failing_since = coalesce(failing_since, :now)
             WHERE channel_id = :id
            """)
        .param("id", channel.value())
        .param("kind", trouble.kind().key())
        .param("detail", trouble.detail())
        .param("now", Sql.at(clock.instant()))
        .update();
  }
}
