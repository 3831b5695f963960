package helpdesk.outbox;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Where mail is put in the transaction of its cause; {@link OutboxWorker} sends it afterwards. */
@Service
@Transactional
public class Outbox {
  /** The live topic of every change here; it also wakes the workers. */
  static final String TOPIC = "outbox";

  private static final int LARGEST_PAGE = 200;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final LiveUpdates live;
  private final JsonMapper json;
  private final OutboundRows rows;
  private final Clock clock;

  Outbox(
      JdbcClient jdbc,
      Sequences sequences,
      LiveUpdates live,
      JsonMapper json,
      OutboundRows rows,
      Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.live = live;
    this.json = json;
    this.rows = rows;
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
    live.publish(TOPIC);
  }

  /**
   * What is in the box, newest first.
   *
   * @param state null for all
   * @param beforeId the last id of the page before, null for the first page
   * @param limit 1 to 200
   */
  @Transactional(readOnly = true)
  public List<OutboundView> list(
      @Nullable DeliveryState state, @Nullable Long beforeId, int limit) {
    return rows.page(state, beforeId, Math.max(1, Math.min(limit, LARGEST_PAGE)));
  }

  /**
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public OutboundView find(long id) {
    return rows.find(id).orElseThrow(Outbox::notFound);
  }

  /**
   * How many are in each state now, but for the sent: those only grow, and would take long to
   * count.
   */
  @Transactional(readOnly = true)
  public Map<DeliveryState, Long> counts() {
    Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
    for (DeliveryState state : DeliveryState.values()) {
      if (state != DeliveryState.SENT) counts.put(state, 0L);
    }
    jdbc.sql(
            """
            SELECT state, count(*) AS n FROM outbound_message
             WHERE state IN ('queued', 'deferred', 'bounced', 'failed') GROUP BY state
            """)
        .query(
            row -> {
              counts.put(DeliveryState.of(row.getString("state")), row.getLong("n"));
            });
    return counts;
  }

  /**
   * Puts a deferred, failed or bounced one back in line, with all our patience again. One that is
   * in line already stays there: asking twice is asking once.
   *
   * @throws DomainException (not found) if there is none, (conflict) if it was sent
   */
  public void sendAgain(long id) {
    OutboundView view = find(id);
    if (view.state() == DeliveryState.SENT) {
      throw new DomainException(DomainException.Kind.CONFLICT, "This mail has been sent.");
    }
    if (view.state().canBeSentAgain()) rows.requeue(id);
  }

  /**
   * Lets what waits to leave from this mailbox, or from none in particular, be tried now: for when
   * its settings have changed and what stood in the way may be gone.
   */
  public void tryNow(ChannelId mailbox) {
    jdbc.sql(
            """
            UPDATE outbound_message SET next_attempt_at = :now
             WHERE state IN ('queued', 'deferred') AND next_attempt_at > :now
               AND (channel_id = :mailbox OR channel_id IS NULL)
            """)
        .param("now", Sql.at(clock.instant()))
        .param("mailbox", mailbox.value())
        .update();
    live.publish(TOPIC);
  }

  /**
   * Sends a mail that did not arrive to another address instead, and to nobody else.
   *
   * @throws DomainException (not found) if there is none, (conflict) if it has not come back
   */
  public void sendTo(long id, EmailAddress address) {
    if (!find(id).state().canBeSentAgain()) {
      throw new DomainException(DomainException.Kind.CONFLICT, "This mail has been sent.");
    }
    rows.readdress(id, address);
  }

  /** Notes that somebody has dealt with a mail that did not arrive: it is no longer pointed at. */
  public void settle(long id) {
    rows.settle(id);
  }

  private static DomainException notFound() {
    return new DomainException(DomainException.Kind.NOT_FOUND, "There is no such mail.");
  }
}
