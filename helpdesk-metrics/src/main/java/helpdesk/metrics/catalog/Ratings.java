package helpdesk.metrics.catalog;

import helpdesk.metrics.measure.Measure;
import helpdesk.shared.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads ratings after a solution together with what else is known of their tickets. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Ratings {
  private static final int LOW = 2;
  private final JdbcClient jdbc;

  Ratings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A rating.
   *
   * @param score 1 to 5
   * @param firstResponse seconds by the calendar, null where nobody answered first
   * @param tags of the ticket
   */
  public record Rating(int score, @Nullable Long firstResponse, Set<String> tags) {
    /** Whether somebody was disappointed. */
    public boolean low() {
      return score <= LOW;
    }
  }

  /** Those of a period, as the metric {@code csat} has them; only of tickets. */
  public List<Rating> of(Asked asked) {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT r.value AS score, p.calendar AS response,
                   ARRAY(SELECT g.name FROM ticket_tag x JOIN tag g ON g.id = x.tag_id WHERE x.ticket_id = r.ticket_id) AS tags
              FROM ({rows}) r
              LEFT JOIN contribution p ON p.ticket_id = r.ticket_id AND p.measure = :response AND p.known <= :as_of
             WHERE r.ticket_id IS NOT NULL
            """
                .replace("{rows}", Metric.CSAT.made().rows(asked.clock())));
    FilterSql.append(sql, asked.filter());
    Instant end = asked.asOf().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Window window = asked.window().until(end);
    StatementSpec statement =
        jdbc.sql(sql.toString())
            .param("from", Sql.at(window.from()))
            .param("to", Sql.at(window.to()))
            .param("as_of", Sql.at(asked.asOf()))
            .param("response", Measure.FIRST_RESPONSE.code());
    FilterSql.bind(statement, asked.filter());
    return statement
        .query(
            (row, n) ->
                new Rating(
                    row.getInt("score"),
                    Sql.longOrNull(row, "response"),
                    Set.of((String[]) row.getArray("tags").getArray())))
        .list();
  }
}
