package helpdesk.outbox;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the outbox as people see and move them. */
@Repository
class OutboundRows {
  /** What a list needs of the mail, without its text. */
  private static final String SELECT =
      """
      SELECT o.id, o.state, o.idempotency_key, o.detail, o.attempts, o.next_attempt_at, o.created_at, o.sent_at,
             o.payload ->> 'subject' AS subject, o.payload -> 'to' AS recipients, o.payload -> 'cc' AS copies,
             o.payload -> 'bcc' AS hidden, t.number
        FROM outbound_message o LEFT JOIN ticket t ON t.id = o.ticket_id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final LiveUpdates live;
  private final Clock clock;

  OutboundRows(JdbcClient jdbc, JsonMapper json, LiveUpdates live, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.live = live;
    this.clock = clock;
  }

  List<OutboundView> page(@Nullable DeliveryState state, @Nullable Long beforeId, int limit) {
    String where = state == null ? " WHERE true" : " WHERE o.state = :state";
    if (beforeId != null) where += " AND o.id < :before";
    return jdbc.sql(SELECT + where + " ORDER BY o.id DESC LIMIT :limit")
        .param("state", state == null ? null : state.key())
        .param("before", beforeId)
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  Optional<OutboundView> find(long id) {
    return jdbc.sql(SELECT + " WHERE o.id = :id").param("id", id).query(this::read).optional();
  }

  /** What came back from some of its recipients goes to those alone: the others have it. */
  void requeue(long id) {
    publish(
        jdbc.sql(
                """
                UPDATE outbound_message o SET state = 'queued', detail = NULL, reason = NULL, attempts = 0,
                       trying_since = NULL, next_attempt_at = :now, lease = NULL, leased_until = NULL,
                       settled_at = NULL, returned_for = '{}',
                       payload = CASE WHEN o.returned_for = '{}' THEN o.payload ELSE o.payload ||
                         jsonb_build_object('cc', jsonb_build_array(), 'bcc', jsonb_build_array(), 'to',
                           (SELECT jsonb_agg(r) FROM jsonb_array_elements(
                                     (o.payload -> 'to') || (o.payload -> 'cc') || coalesce(o.payload -> 'bcc', '[]')) AS r
                             WHERE r -> 'email' ->> 'value' = ANY(o.returned_for))) END
                 WHERE id = :id AND state IN ('deferred', 'bounced', 'failed')
                   AND (leased_until IS NULL OR leased_until < :now)
                RETURNING ticket_id
                """)
            .param("id", id)
            .param("now", Sql.at(clock.instant()))
            .query((row, n) -> topic(row))
            .list());
  }

  void readdress(long id, EmailAddress address) {
    jdbc.sql(
            """
            UPDATE outbound_message
               SET returned_for = ARRAY[CAST(:address AS text)], payload = payload ||
                     jsonb_build_object('to', jsonb_build_array(jsonb_build_object(
                       'name', payload -> 'to' -> 0 -> 'name',
                       'email', jsonb_build_object('value', CAST(:address AS text)))))
             WHERE id = :id
            """)
        .param("id", id)
        .param("address", address.value())
        .update();
    requeue(id);
  }

  void settle(long id) {
    publish(
        jdbc.sql(
                """
                UPDATE outbound_message SET settled_at = :now
                 WHERE id = :id AND state IN ('bounced', 'failed') AND settled_at IS NULL RETURNING ticket_id
                """)
            .param("id", id)
            .param("now", Sql.at(clock.instant()))
            .query((row, n) -> topic(row))
            .list());
  }

  private void publish(List<String> topics) {
    if (topics.isEmpty()) return;
    List<String> all = new ArrayList<>(topics);
    all.add(Outbox.TOPIC);
    live.publish(all.toArray(new String[0]));
  }

  /** The live topic of the row's ticket; a row without a ticket has only that of the outbox. */
  static String topic(ResultSet row) throws SQLException {
    Long ticket = Sql.longOrNull(row, "ticket_id");
    return ticket == null ? Outbox.TOPIC : "ticket-" + ticket;
  }

  private OutboundView read(ResultSet row, int n) throws SQLException {
    Long number = Sql.longOrNull(row, "number");
    List<String> recipients = new ArrayList<>(addresses(row.getString("recipients")));
    recipients.addAll(addresses(row.getString("copies")));
    recipients.addAll(addresses(row.getString("hidden")));
    String subject = row.getString("subject");
    return new OutboundView(
        row.getLong("id"),
        DeliveryState.of(row.getString("state")),
        number == null ? null : new TicketNumber(number),
        row.getString("idempotency_key"),
        recipients,
        subject == null ? "" : subject,
        row.getString("detail"),
        row.getInt("attempts"),
        Sql.instantOrNull(row, "next_attempt_at"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "sent_at"));
  }

  private List<String> addresses(@Nullable String parties) {
    List<String> found = new ArrayList<>();
    if (parties == null) return found;
    for (JsonNode party : json.readTree(parties)) {
      String address = party.path("email").path("value").asString("");
      if (!address.isEmpty()) found.add(address);
    }
    return found;
  }
}
