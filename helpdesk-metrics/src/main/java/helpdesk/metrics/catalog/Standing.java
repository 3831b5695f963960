package helpdesk.metrics.catalog;

import helpdesk.shared.Sql;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Says where the tickets stand that are open now, whatever the period. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Standing {
  private static final String ROWS =
      """
        FROM (SELECT ticket_id, created_at AS at, channel, priority, team_id, assignee_id AS agent_id, status,
                     CAST(NULL AS text) AS detail
                FROM ticket_fact WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import')) r
        JOIN ticket t ON t.id = r.ticket_id
      """;

  private final JdbcClient jdbc;

  Standing(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Open tickets that stand at one place.
   *
   * @param key a state, the name of a team or a tag; null for none
   * @param n how many
   * @param oldest the number of the oldest, {@code since} when it came
   */
  public record Place(@Nullable String key, long n, long oldest, Instant since) {}

  /** Those in each state, the most first. */
  public List<Place> byState(Filter filter) {
    return places("r.status", "", filter);
  }

  /** Those of each team. */
  public List<Place> byTeam(Filter filter) {
    return places("(SELECT name FROM team WHERE team.id = r.team_id)", "", filter);
  }

  /** Those with each tag; a ticket with several counts for each of them. */
  public List<Place> byTag(Filter filter) {
    return places(
        "g.name",
        " LEFT JOIN ticket_tag tt ON tt.ticket_id = r.ticket_id LEFT JOIN tag g ON g.id = tt.tag_id",
        filter);
  }

  private List<Place> places(String key, String join, Filter filter) {
    StringBuilder sql =
        new StringBuilder("SELECT ")
            .append(key)
            .append(
                " AS key, count(*) AS n, min(r.at) AS since, (array_agg(t.number ORDER BY r.at,"
                    + " t.number))[1] AS oldest ")
            .append(ROWS)
            .append(join)
            .append(" WHERE true");
    FilterSql.append(sql, filter);
    sql.append(" GROUP BY 1 ORDER BY n DESC, key");
    StatementSpec statement = jdbc.sql(sql.toString());
    FilterSql.bind(statement, filter);
    return statement
        .query(
            (row, n) ->
                new Place(
                    row.getString("key"),
                    row.getLong("n"),
                    row.getLong("oldest"),
                    Sql.instant(row, "since")))
        .list();
  }
}
