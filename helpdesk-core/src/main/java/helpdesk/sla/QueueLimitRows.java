package helpdesk.sla;

import helpdesk.agent.TeamId;
import helpdesk.shared.Sql;
import helpdesk.ticket.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the limits. None is ever changed. */
@Repository
class QueueLimitRows {
  private final JdbcClient jdbc;

  QueueLimitRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Lets one change after the other happen, on all nodes, until the transaction ends. */
  void lock() {
    jdbc.sql("LOCK TABLE queue_limit IN SHARE ROW EXCLUSIVE MODE").update();
  }

  /** Every edition, oldest first: one statement. */
  QueueLimits all() {
    Map<Instant, Map<QueueLimits.Key, Optional<Duration>>> editions = new TreeMap<>();
    jdbc.sql("SELECT valid_from, team_id, priority, minutes FROM queue_limit")
        .query(
            row -> {
              Long team = Sql.longOrNull(row, "team_id");
              Long minutes = Sql.longOrNull(row, "minutes");
              editions
                  .computeIfAbsent(Sql.instant(row, "valid_from"), at -> new HashMap<>())
                  .put(
                      new QueueLimits.Key(
                          team == null ? null : new TeamId(team),
                          Priority.of(row.getString("priority"))),
                      Optional.ofNullable(minutes).map(Duration::ofMinutes));
            });
    List<QueueLimits.Edition> inOrder = new ArrayList<>();
    editions.forEach((from, lengths) -> inOrder.add(new QueueLimits.Edition(from, lengths)));
    return new QueueLimits(inOrder);
  }

  void insert(QueueLimits.Edition edition) {
    edition
        .lengths()
        .forEach(
            (key, length) ->
                jdbc.sql(
                        """
                        INSERT INTO queue_limit (valid_from, team_id, priority, minutes)
                        VALUES (:from, :team, :priority, :minutes)
                        """)
                    .param("from", Sql.at(edition.validFrom()))
                    .param("team", key.team() == null ? null : key.team().value())
                    .param("priority", key.priority().key())
                    .param("minutes", length.map(Duration::toMinutes).orElse(null))
                    .update());
  }
}
