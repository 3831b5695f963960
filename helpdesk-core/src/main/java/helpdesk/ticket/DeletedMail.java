package helpdesk.ticket;

import helpdesk.shared.Sql;
import helpdesk.shared.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows the mail of tickets that were deleted for good, when a mailbox is read anew or an archive
 * is uploaded. Only hashes are kept: of the Message-ID, and of the message as it was.
 */
@Component
class DeletedMail {
  private final JdbcClient jdbc;

  DeletedMail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean knows(IncomingMessage message) {
    List<byte[]> hashes = new ArrayList<>(List.of(message.dedupeKey()));
    if (message.messageId() != null) hashes.add(hash(message.messageId()));
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM deleted_mail WHERE hash = ANY(:hashes))")
        .param("hashes", hashes.toArray(new byte[0][]))
        .query(Boolean.class)
        .single();
  }

  /** Remembers what these tickets hold. */
  void remember(Long[] tickets, Instant now) {
    List<byte[]> hashes = new ArrayList<>();
    jdbc.sql("SELECT dedupe_key, rfc_message_id FROM message WHERE ticket_id = ANY(:tickets)")
        .param("tickets", tickets)
        .query(
            row -> {
              byte[] key = row.getBytes("dedupe_key");
              String id = row.getString("rfc_message_id");
              if (key != null && key.length == 32) hashes.add(key);
              if (id != null) hashes.add(hash(id));
            });
    jdbc.sql(
            """
            INSERT INTO deleted_mail (hash, deleted_at) SELECT unnest(:hashes), :now ON CONFLICT DO NOTHING
            """)
        .param("hashes", hashes.toArray(new byte[0][]))
        .param("now", Sql.at(now))
        .update();
  }

  private static byte[] hash(String messageId) {
    return Tokens.hash("deleted " + messageId);
  }
}
