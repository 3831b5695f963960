package helpdesk.outbox;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.Sql;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes due rows and writes what became of them, each in a transaction of its own; nothing is sent
 * while one is open. A lease that is not renewed runs out, and another node takes the row.
 */
@Repository
@Transactional
class Leases {
  private final JdbcClient jdbc;
  private final LiveUpdates live;
  private final Clock clock;
  private final Duration lease;

  Leases(
      JdbcClient jdbc,
      LiveUpdates live,
      Clock clock,
      @Value("${helpdesk.outbox.lease:1m}") Duration lease) {
    this.jdbc = jdbc;
    this.live = live;
    this.clock = clock;
    this.lease = lease;
  }

  /** How long a row is ours if we say nothing. */
  Duration length() {
    return lease;
  }

  /** Takes the row that has been due longest, if nobody holds it. */
  Optional<Claim> claim() {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE outbound_message
               SET lease = :lease, leased_until = :until, attempts = attempts + 1,
                   trying_since = coalesce(trying_since, :now)
             WHERE id = (SELECT id FROM outbound_message
                          WHERE state IN ('queued', 'deferred') AND next_attempt_at <= :now
                            AND (leased_until IS NULL OR leased_until < :now)
                          ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, lease, payload, ticket_id, message_id, attempts, trying_since
            """)
        .param("lease", UUID.randomUUID())
        .param("until", Sql.at(now.plus(lease)))
        .param("now", Sql.at(now))
        .query(Leases::read)
        .optional();
  }

  /** Says that these are still being worked on. */
  void renew(Collection<UUID> leases) {
    if (leases.isEmpty()) return;
    jdbc.sql(
            "UPDATE outbound_message SET leased_until = :until WHERE lease = ANY(CAST(:leases AS uuid[]))")
        .param("until", Sql.at(clock.instant().plus(lease)))
        .param("leases", leases.stream().map(UUID::toString).toArray(String[]::new))
        .update();
  }

  /** It is out, whoever holds it now: what was handed over cannot be taken back. */
  void sent(Claim claim) {
    Instant now = clock.instant();
    changed(
        claim,
        jdbc.sql(
                """
                UPDATE outbound_message
                   SET state = 'sent', sent_at = :now, detail = NULL, next_attempt_at = NULL, lease = NULL, leased_until = NULL
                 WHERE id = :id AND state IN ('queued', 'deferred', 'failed')
                """)
            .param("now", Sql.at(now))
            .param("id", claim.id())
            .update());
  }

  /** Tries again later. */
  void defer(Claim claim, String detail, Instant next) {
    end(claim, DeliveryState.DEFERRED, detail, next);
  }

  /**
   * Gives up.
   *
   * @return false if the row was no longer ours
   */
  boolean fail(Claim claim, String detail) {
    return end(claim, DeliveryState.FAILED, detail, null);
  }

  /**
   * Nothing can send yet, so this was no try. What else waits for the same mailbox waits with it
   * and need not be looked at one by one.
   */
  void rest(Claim claim, String detail, Instant next) {
    List<String> topics = new ArrayList<>();
    topics.addAll(
        jdbc.sql(
                """
                WITH mine AS (SELECT channel_id FROM outbound_message WHERE id = :id),
                     before AS (
                  SELECT o.id, o.detail FROM outbound_message o, mine m
                   WHERE o.lease = :lease
                      OR (o.state = 'queued' AND o.next_attempt_at <= :next AND o.lease IS NULL
                          AND o.channel_id IS NOT DISTINCT FROM m.channel_id)
                   ORDER BY o.id LIMIT 1000 FOR UPDATE OF o SKIP LOCKED)
                UPDATE outbound_message o
                   SET state = 'queued', detail = :detail, next_attempt_at = :next,
                       attempts = CASE WHEN o.lease = :lease THEN o.attempts - 1 ELSE o.attempts END,
                       trying_since = CASE WHEN o.lease = :lease AND o.attempts = 1 THEN NULL ELSE o.trying_since END,
                       lease = NULL, leased_until = NULL
                  FROM before b WHERE o.id = b.id
                RETURNING o.ticket_id, b.detail IS DISTINCT FROM :detail AS news
                """)
            .param("id", claim.id())
            .param("lease", claim.lease())
            .param("detail", detail)
            .param("next", Sql.at(next))
            .query((row, n) -> row.getBoolean("news") ? OutboundRows.topic(row) : "")
            .list());
    topics.removeIf(String::isEmpty);
    if (topics.isEmpty()) return;
    topics.add(Outbox.TOPIC);
    live.publish(topics.stream().distinct().toArray(String[]::new));
  }

  private boolean end(Claim claim, DeliveryState state, String detail, @Nullable Instant next) {
    int ended =
        jdbc.sql(
                """
                UPDATE outbound_message
                   SET state = :state, detail = :detail, next_attempt_at = :next, lease = NULL, leased_until = NULL
                 WHERE id = :id AND lease = :lease
                """)
            .param("state", state.key())
            .param("detail", detail)
            .param("next", Sql.atOrNull(next))
            .param("id", claim.id())
            .param("lease", claim.lease())
            .update();
    changed(claim, ended);
    return ended == 1;
  }

  private void changed(Claim claim, int rows) {
    if (rows == 0) return;
    if (claim.ticket() == null) live.publish(Outbox.TOPIC);
    else live.publish(Outbox.TOPIC, "ticket-" + claim.ticket());
  }

  private static Claim read(ResultSet row, int n) throws SQLException {
    Long ticket = Sql.longOrNull(row, "ticket_id");
    Long message = Sql.longOrNull(row, "message_id");
    return new Claim(
        row.getLong("id"),
        row.getObject("lease", UUID.class),
        row.getString("payload"),
        ticket == null ? null : new TicketId(ticket),
        message == null ? null : new MessageId(message),
        row.getInt("attempts"),
        Sql.instant(row, "trying_since"));
  }
}
