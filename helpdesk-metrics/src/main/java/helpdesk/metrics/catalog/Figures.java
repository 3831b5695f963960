package helpdesk.metrics.catalog;

import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes any metric of the catalogue over any period, whole or in groups, and lists the rows it
 * is computed from. All from single values, never averages of averages.
 */
@Service
@Transactional(readOnly = true)
public class Figures {
  /** What a figure is read from, of rows {@code r} with a value and a hit; either may be null. */
  static final String AGGREGATES =
      """
      count(*) AS n, count(r.value) AS measured, count(*) FILTER (WHERE r.hit) AS hits, count(r.hit) AS judged,
      avg(r.value) AS mean,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY r.value) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY r.value) AS p90, max(r.value) AS max
      """;

  private final JdbcClient jdbc;

  Figures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By what a figure may be split, besides days, weeks and months. */
  public enum Dimension {
    CHANNEL("r.channel"),
    TEAM("(SELECT name FROM team WHERE team.id = r.team_id)"),
    AGENT("(SELECT email FROM agent WHERE agent.id = r.agent_id)"),
    TAG("g.name");

    private final String key;

    Dimension(String key) {
      this.key = key;
    }

    /**
     * @throws IllegalArgumentException if there is no such dimension
     */
    public static Dimension of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * One part of a figure that was split.
   *
   * @param key the channel, team, agent or tag; null is nobody's or none
   */
  public record Group(@Nullable String key, Figure figure) {}

  /**
   * One row behind a figure.
   *
   * @param id the ticket, or the answer where the figure is of answers
   * @param number the ticket's number, null for an answer that belongs to none
   * @param at when it counted
   * @param value what it gave: seconds, replies, a score; null where it only counts as one
   * @param hit whether it counted for the share, null where there is none
   */
  public record Row(
      long id,
      @Nullable Long number,
      @Nullable String subject,
      Instant at,
      @Nullable Double value,
      @Nullable Boolean hit) {}

  /**
   * A place in the list of rows.
   *
   * @param at when the last row that was seen counted
   * @param id its id
   */
  public record Position(Instant at, long id) {}

  /** The figure. */
  public Figure of(Metric metric, Asked asked) {
    String sql = "SELECT " + AGGREGATES + from(metric, asked);
    return bind(sql, metric, asked).query((row, n) -> figure(metric, row)).single();
  }

  /** The figure in parts. Of a mix, each part is its share of the whole. */
  public List<Group> groups(Metric metric, Asked asked, Dimension by) {
    String tags =
        by == Dimension.TAG
            ? " LEFT JOIN ticket_tag tt ON tt.ticket_id = r.ticket_id LEFT JOIN tag g ON g.id ="
                + " tt.tag_id "
            : "";
    String sql =
        "SELECT "
            + by.key
            + " AS key, sum(count(*)) OVER () AS whole, "
            + AGGREGATES
            + from(metric, asked).replace("/*join*/", tags)
            + " GROUP BY 1 ORDER BY n DESC, key";
    return bind(sql, metric, asked)
        .query((row, n) -> new Group(row.getString("key"), part(metric, row)))
        .list();
  }

  /**
   * The figure of each day, week or month: a part begins on each of the dates, the last ends with
   * the period. Parts without data are there: counts of 0, the rest unknown.
   */
  public List<Group> series(Metric metric, Asked asked, List<LocalDate> dates, ZoneId zone) {
    if (metric.kind().stock()) return stocks(metric, asked, dates, zone);
    String sql =
        "SELECT width_bucket(r.at, (SELECT CAST(:edges AS timestamptz[]))) AS bucket, count(*) AS"
            + " whole, "
            + AGGREGATES
            + from(metric, asked)
            + " GROUP BY 1";
    String[] edges =
        dates.stream().map(d -> Window.midnight(d, zone).toString()).toArray(String[]::new);
    Map<Integer, Figure> found = new HashMap<>();
    bind(sql, metric, asked)
        .param("edges", edges)
        .query(
            row -> {
              found.put(row.getInt("bucket"), figure(metric, row));
            });
    Figure nothing = Figure.nothing(metric.kind() == Metric.Kind.COUNT);
    return IntStream.range(0, dates.size())
        .mapToObj(i -> new Group(dates.get(i).toString(), found.getOrDefault(i + 1, nothing)))
        .toList();
  }

  /** A stock is never summed: each part shows how much there was at its end. */
  private List<Group> stocks(Metric metric, Asked asked, List<LocalDate> dates, ZoneId zone) {
    List<Group> parts = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      Instant from = Window.midnight(dates.get(i), zone);
      Instant to =
          i + 1 < dates.size() ? Window.midnight(dates.get(i + 1), zone) : asked.window().to();
      boolean knowable = !from.isAfter(asked.asOf()) && metric.kind() == Metric.Kind.STOCK;
      parts.add(
          new Group(
              dates.get(i).toString(),
              knowable ? of(metric, asked.in(new Window(from, to))) : Figure.nothing(false)));
    }
    return parts;
  }

  /** At which hours of the week the rows fall, on the clocks of a zone. */
  public PeakHours peaks(Metric metric, Asked asked, ZoneId zone) {
    String sql =
        "SELECT date_bin('15 minutes', r.at, timestamptz 'epoch') AS quarter, count(*) AS n"
            + from(metric, asked)
            + " GROUP BY 1";
    Map<Instant, Long> quarters = new HashMap<>();
    bind(sql, metric, asked)
        .query(
            row -> {
              quarters.put(Sql.instant(row, "quarter"), row.getLong("n"));
            });
    return PeakHours.of(quarters, asked.window(), zone);
  }

  /** The rows it is computed from, the latest first, from behind a place on. */
  public List<Row> rows(Metric metric, Asked asked, @Nullable Position behind, int limit) {
    String sql =
        "SELECT r.id, r.at, r.value, r.hit, t.number, t.subject "
            + from(metric, asked).replace("/*join*/", " LEFT JOIN ticket t ON t.id = r.ticket_id ")
            + (behind == null ? "" : " AND (r.at, r.id) < (:behind_at, :behind_id)")
            + " ORDER BY r.at DESC, r.id DESC LIMIT :limit";
    StatementSpec statement = bind(sql, metric, asked).param("limit", limit);
    if (behind != null) {
      statement.param("behind_at", Sql.at(behind.at())).param("behind_id", behind.id());
    }
    return statement.query(Figures::row).list();
  }

  private static String from(Metric metric, Asked asked) {
    StringBuilder sql = new StringBuilder(" FROM (");
    sql.append(metric.rows(asked.clock())).append(") r /*join*/ WHERE true");
    if (asked.filter().channel() != null) sql.append(" AND r.channel = :channel");
    if (asked.filter().team() != null) sql.append(" AND r.team_id = :team");
    if (asked.filter().agent() != null) sql.append(" AND r.agent_id = :agent");
    if (asked.above() != null) sql.append(" AND r.value > :above");
    if (asked.upTo() != null) sql.append(" AND r.value <= :up_to");
    if (!asked.filter().anyTag().isEmpty()) {
      sql.append(
          """
           AND EXISTS (SELECT FROM ticket_tag x JOIN tag y ON y.id = x.tag_id
                        WHERE x.ticket_id = r.ticket_id AND y.name = ANY(:tags))
          """);
    }
    return sql.toString();
  }

  private StatementSpec bind(String sql, Metric metric, Asked asked) {
    // events carry whole seconds: the second that is running now is the last one that counts
    Instant end = asked.asOf().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Window window = asked.window().until(end);
    StatementSpec statement =
        jdbc.sql(sql)
            .param("from", Sql.at(window.from()))
            .param("to", Sql.at(metric.kind() == Metric.Kind.STOCK_NOW ? end : window.to()))
            .param("as_of", Sql.at(asked.asOf()))
            .param("target", metric.target() == null ? null : metric.target().toSeconds());
    if (asked.filter().channel() != null)
      statement.param("channel", asked.filter().channel().key());
    if (asked.filter().team() != null) statement.param("team", asked.filter().team().value());
    if (asked.filter().agent() != null) statement.param("agent", asked.filter().agent().value());
    if (!asked.filter().anyTag().isEmpty())
      statement.param("tags", asked.filter().anyTag().toArray(String[]::new));
    if (asked.above() != null) statement.param("above", asked.above());
    if (asked.upTo() != null) statement.param("up_to", asked.upTo());
    return statement;
  }

  private static Figure part(Metric metric, ResultSet row) throws SQLException {
    return metric.kind() == Metric.Kind.MIX
        ? Figure.share(row.getLong("n"), row.getLong("whole"))
        : figure(metric, row);
  }

  static Figure figure(Metric metric, ResultSet row) throws SQLException {
    long n = row.getLong(metric.kind().measures() ? "measured" : "n");
    long hits = row.getLong("hits");
    Double median = number(row, "median");
    Double mean = number(row, "mean");
    Double value =
        switch (metric.kind()) {
          case COUNT, STOCK, STOCK_NOW -> (double) n;
          case DURATION -> median;
          case MEAN -> mean;
          case RATE -> n == 0 ? null : 100.0 * hits / n;
          case MIX -> n == 0 ? null : 100.0;
        };
    return new Figure(
        value,
        n,
        hits,
        metric.kind() == Metric.Kind.RATE ? Interval.ofShare(hits, n) : null,
        mean,
        median,
        number(row, "p90"),
        number(row, "max"),
        row.getLong("judged") == 0 ? null : 100.0 * hits / row.getLong("judged"));
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getLong("id"),
        Sql.longOrNull(row, "number"),
        row.getString("subject"),
        Sql.instant(row, "at"),
        number(row, "value"),
        (Boolean) row.getObject("hit"));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
