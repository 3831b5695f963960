package helpdesk.intake;

import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads where received messages stand. */
@Repository
class InboundList {
  private static final String SELECT =
      """
      SELECT i.id, i.source, i.state, i.reason, i.size, i.received_at, i.sender, i.subject, i.whole,
             t.number AS ticket, i.message_id AS message, s.number AS suggested
        FROM inbound_message i
        LEFT JOIN message m ON m.id = i.message_id
        LEFT JOIN ticket t ON t.id = coalesce(m.ticket_id, i.ticket_id)
        LEFT JOIN ticket s ON s.id = i.suggested_ticket
      """;
  private final JdbcClient jdbc;

  InboundList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<InboundView> find(long id) {
    return jdbc.sql(SELECT + " WHERE i.id = :id")
        .param("id", id)
        .query(InboundList::read)
        .optional();
  }

  List<InboundView> page(InboundView.@Nullable State state, @Nullable Long beforeId, int limit) {
    String where = state == null ? " WHERE true" : " WHERE i.state = :state";
    if (beforeId != null) where += " AND i.id < :before";
    JdbcClient.StatementSpec statement =
        jdbc.sql(SELECT + where + " ORDER BY i.id DESC LIMIT :limit").param("limit", limit);
    if (state != null) statement = statement.param("state", state.key());
    if (beforeId != null) statement = statement.param("before", beforeId);
    return statement.query(InboundList::read).list();
  }

  List<InboundView> ofJob(long job, @Nullable Long afterId, int limit) {
    return jdbc.sql(SELECT + " WHERE i.job_id = :job AND i.id > :after ORDER BY i.id LIMIT :limit")
        .param("job", job)
        .param("after", afterId == null ? 0 : afterId)
        .param("limit", limit)
        .query(InboundList::read)
        .list();
  }

  InboundView.State state(long id) {
    return InboundView.State.of(
        jdbc.sql("SELECT state FROM inbound_message WHERE id = :id")
            .param("id", id)
            .query(String.class)
            .single());
  }

  long count(InboundView.State state) {
    return jdbc.sql("SELECT count(*) FROM inbound_message WHERE state = :state")
        .param("state", state.key())
        .query(Long.class)
        .single();
  }

  Map<InboundView.State, Long> countsOfJob(long job) {
    Map<InboundView.State, Long> counts = new EnumMap<>(InboundView.State.class);
    Arrays.stream(InboundView.State.values()).forEach(state -> counts.put(state, 0L));
    jdbc.sql("SELECT state, count(*) AS n FROM inbound_message WHERE job_id = :job GROUP BY state")
        .param("job", job)
        .query(
            row -> {
              counts.put(InboundView.State.of(row.getString("state")), row.getLong("n"));
            });
    return counts;
  }

  long ticketsOfJob(long job) {
    return jdbc.sql(
            """
            SELECT count(DISTINCT m.ticket_id) FROM inbound_message i JOIN message m ON m.id = i.message_id
             WHERE i.job_id = :job AND i.state = 'processed'
            """)
        .param("job", job)
        .query(Long.class)
        .single();
  }

  Set<String> known(String source, Collection<String> keys) {
    return new HashSet<>(
        jdbc.sql(
                "SELECT source_key FROM inbound_message WHERE source = :source AND source_key ="
                    + " ANY(:keys)")
            .param("source", source)
            .param("keys", keys.toArray(new String[0]))
            .query(String.class)
            .list());
  }

  private static InboundView read(ResultSet row, int n) throws SQLException {
    return new InboundView(
        row.getLong("id"),
        row.getString("source"),
        InboundView.State.of(row.getString("state")),
        row.getString("reason"),
        row.getLong("size"),
        Sql.instant(row, "received_at"),
        row.getString("sender"),
        row.getString("subject"),
        Sql.longOrNull(row, "ticket"),
        Sql.longOrNull(row, "message"),
        Sql.longOrNull(row, "suggested"),
        row.getBoolean("whole"));
  }
}
