package helpdesk.outbox;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Where mail is put in the transaction of its cause; a worker sends it afterwards. */
@Service
@Transactional
public class Outbox {
  static final String WAKE = "outbox";
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final LiveUpdates live;
  private final JsonMapper json;
  private final Clock clock;

  Outbox(JdbcClient jdbc, Sequences sequences, LiveUpdates live, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.live = live;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Queues the mail in the caller's transaction. Queued again under the same Message-ID it is
   * queued once.
   */
  public void enqueue(OutgoingMail mail) {
    jdbc.sql(
            """
            INSERT INTO outbound_message (id, kind, idempotency_key, channel_id, ticket_id, message_id, payload, state,
                next_attempt_at, created_at)
            VALUES (:id, 'mail', :key, :channel, :ticket, :message, CAST(:payload AS jsonb), 'queued', :now, :now)
            ON CONFLICT (idempotency_key) DO NOTHING
            """)
        .param("id", sequences.next("outbound_message_id_seq"))
        .param("key", mail.messageId())
        .param("channel", mail.channel() == null ? null : mail.channel().value())
        .param("ticket", mail.ticket() == null ? null : mail.ticket().value())
        .param("message", mail.message() == null ? null : mail.message().value())
        .param("payload", json.writeValueAsString(mail))
        .param("now", Sql.at(clock.instant()))
        .update();
    live.publish(WAKE);
  }
}
