package helpdesk.metrics.catalog;

import helpdesk.metrics.sum.SumReader;
import helpdesk.metrics.sum.Sums;
import helpdesk.metrics.sum.Total;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes any metric of the catalogue over any period, whole or in groups, and lists the rows it
 * is computed from. All from single values, never averages of averages. What the sums by the day
 * know is read from them; every other filter reads the contributions.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Figures {
  /** What a figure is read from, of rows {@code r} with a value and a hit; either may be null. */
  static final String AGGREGATES =
      """
      count(*) AS n, count(r.value) AS measured, count(*) FILTER (WHERE r.hit) AS hits, count(r.hit) AS judged,
      avg(r.value) AS mean, count(*) FILTER (WHERE r.value <= :target) AS in_time,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY r.value) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY r.value) AS p90, max(r.value) AS max
      """;

  private final JdbcClient jdbc;
  private final Sums sums;

  Figures(JdbcClient jdbc, Sums sums) {
    this.jdbc = jdbc;
    this.sums = sums;
  }

  /** By what a figure may be split, besides days, weeks and months. */
  public enum Dimension {
    CHANNEL("r.channel", helpdesk.metrics.sum.Dimension.CHANNEL),
    TEAM("(SELECT name FROM team WHERE team.id = r.team_id)", helpdesk.metrics.sum.Dimension.TEAM),
    AGENT(
        "(SELECT email FROM agent WHERE agent.id = r.agent_id)",
        helpdesk.metrics.sum.Dimension.AGENT),
    PRIORITY("r.priority", helpdesk.metrics.sum.Dimension.PRIORITY),
    TAG("g.name", null),
    DETAIL("r.detail", null);

    private final String key;
    private final helpdesk.metrics.sum.@Nullable Dimension summed;

    Dimension(String key, helpdesk.metrics.sum.@Nullable Dimension summed) {
      this.key = key;
      this.summed = summed;
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
   * @param key the channel, team, agent, priority, tag or detail; null is nobody's or none
   */
  public record Group(@Nullable String key, Figure figure) {}

  /**
   * One row behind a figure.
   *
   * @param id tells it from others of the same instant
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
    if (summed(metric, asked) && !isNow(metric, asked)) {
      return figures(metric, asked, List.of(asked.window())).get(0);
    }
    String sql = "SELECT " + AGGREGATES + from(metric, asked);
    return bind(sql, metric, asked).query((row, n) -> figure(metric, row)).single();
  }

  /** A stock of this moment is read from the tickets, as their ages are wanted, too. */
  private static boolean isNow(Metric metric, Asked asked) {
    return metric.kind() == Metric.Kind.STOCK && !asked.window().to().isBefore(asked.asOf());
  }

  /** Whether the sums know such a figure. */
  private static boolean summed(Metric metric, Asked asked) {
    return metric.made().summed()
        && asked.above() == null
        && asked.upTo() == null
        && asked.filter().dimensions() <= 1
        && !asked.filter().asksTicket();
  }

  /**
   * The figures of several metrics in several periods, all of one instant of the database: those
   * that the sums know in a handful of statements.
   *
   * @return by metric, period by period
   */
  public Map<Metric, List<Figure>> of(
      Collection<Metric> metrics, Asked asked, List<Window> windows) {
    SumReader reader = sums.open(asked.asOf());
    List<Metric> summed =
        metrics.stream().filter(m -> summed(m, asked) && m.kind() != Metric.Kind.STOCK).toList();
    Map<Metric, List<Figure>> figures = new EnumMap<>(Metric.class);
    if (!summed.isEmpty()) figures.putAll(summed(summed, asked, windows, reader));
    for (Metric metric : metrics) {
      figures.computeIfAbsent(metric, m -> windows.stream().map(w -> of(m, asked.in(w))).toList());
    }
    return figures;
  }

  private static Map<Metric, List<Figure>> summed(
      List<Metric> metrics, Asked asked, List<Window> windows, SumReader reader) {
    Map<SumReader.Place, Total> totals = reader.read(SummedFigure.asked(metrics, asked, windows));
    Map<Metric, List<Figure>> figures = new EnumMap<>(Metric.class);
    for (Metric metric : metrics) {
      figures.put(
          metric,
          IntStream.range(0, windows.size())
              .mapToObj(i -> SummedFigure.of(metric, totals, i, asked.filter().key()))
              .toList());
    }
    return figures;
  }

  private List<Figure> figures(Metric metric, Asked asked, List<Window> windows) {
    boolean stock = metric.kind() == Metric.Kind.STOCK;
    List<Window> periods =
        windows.stream().map(w -> stock ? new Window(Instant.EPOCH, w.to()) : w).toList();
    Map<SumReader.Place, Total> totals =
        sums.open(asked.asOf())
            .read(
                SummedFigure.asked(
                    metric, asked, periods, asked.filter().dimension(), asked.filter().key()));
    return IntStream.range(0, periods.size())
        .mapToObj(i -> SummedFigure.of(metric, totals, i, asked.filter().key()))
        .toList();
  }

  /** The figure in parts. Of a mix, each part is its share of the whole. */
  public List<Group> groups(Metric metric, Asked asked, Dimension by) {
    if (by.summed != null
        && summed(metric, asked)
        && asked.filter().dimensions() == 0
        && metric.kind() != Metric.Kind.STOCK) return summedGroups(metric, asked, by.summed);
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

  private List<Group> summedGroups(
      Metric metric, Asked asked, helpdesk.metrics.sum.Dimension dimension) {
    Map<SumReader.Place, Total> totals =
        sums.open(asked.asOf())
            .read(SummedFigure.asked(metric, asked, List.of(asked.window()), dimension, null));
    Map<String, String> names = names(dimension);
    long whole = totals.values().stream().mapToLong(Total::n).sum();
    return totals.keySet().stream()
        .map(SumReader.Place::key)
        .distinct()
        .map(key -> group(metric, totals, key, names, whole))
        .filter(group -> group.figure().n() > 0 || metric.kind() == Metric.Kind.RATE)
        .sorted(
            Comparator.<Group>comparingLong(g -> -g.figure().n())
                .thenComparing(Group::key, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  private static Group group(
      Metric metric,
      Map<SumReader.Place, Total> totals,
      String key,
      Map<String, String> names,
      long whole) {
    Figure figure = SummedFigure.of(metric, totals, 0, key);
    if (metric.kind() == Metric.Kind.MIX) figure = Figure.share(figure.n(), whole);
    return new Group(key.isEmpty() ? null : names.getOrDefault(key, key), figure);
  }

  /** What the keys of sums are called in answers. */
  private Map<String, String> names(helpdesk.metrics.sum.Dimension dimension) {
    String sql =
        switch (dimension) {
          case TEAM -> "SELECT CAST(id AS text) AS id, name FROM team";
          case AGENT -> "SELECT CAST(id AS text) AS id, email AS name FROM agent";
          case ALL, CHANNEL, PRIORITY, HOUR -> null;
        };
    if (sql == null) return Map.of();
    Map<String, String> names = new HashMap<>();
    jdbc.sql(sql)
        .query(
            row -> {
              names.put(row.getString("id"), row.getString("name"));
            });
    return names;
  }

  /**
   * The figure of each day, week or month: a part begins on each of the dates, the last ends with
   * the period. Parts without data are there: counts of 0, the rest unknown.
   */
  public List<Group> series(Metric metric, Asked asked, List<LocalDate> dates, ZoneId zone) {
    if (metric.kind() == Metric.Kind.STOCK_NOW)
      return dates.stream().map(d -> new Group(d.toString(), Figure.nothing(false))).toList();
    List<Window> windows = parts(asked, dates, zone);
    if (metric.kind() == Metric.Kind.STOCK) return stocks(metric, asked, dates, windows);
    if (!summed(metric, asked)) return groupsByDate(metric, asked, dates, zone);
    List<Figure> figures = figures(metric, asked, windows);
    return IntStream.range(0, dates.size())
        .mapToObj(i -> new Group(dates.get(i).toString(), figures.get(i)))
        .toList();
  }

  private static List<Window> parts(Asked asked, List<LocalDate> dates, ZoneId zone) {
    return IntStream.range(0, dates.size())
        .mapToObj(
            i ->
                new Window(
                    Window.midnight(dates.get(i), zone),
                    i + 1 < dates.size()
                        ? Window.midnight(dates.get(i + 1), zone)
                        : asked.window().to()))
        .toList();
  }

  private List<Group> groupsByDate(Metric metric, Asked asked, List<LocalDate> dates, ZoneId zone) {
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

  /** A stock is never summed: each part shows how much there was at its end, nothing to come. */
  private List<Group> stocks(
      Metric metric, Asked asked, List<LocalDate> dates, List<Window> windows) {
    List<Window> begun = windows.stream().filter(w -> !w.from().isAfter(asked.asOf())).toList();
    List<Figure> figures =
        summed(metric, asked)
            ? figures(metric, asked, begun)
            : begun.stream().map(w -> of(metric, asked.in(w))).toList();
    return IntStream.range(0, dates.size())
        .mapToObj(
            i ->
                new Group(
                    dates.get(i).toString(),
                    i < figures.size() ? figures.get(i) : Figure.nothing(false)))
        .toList();
  }

  /** At which hours of the week the rows fall, on the clocks of a zone. */
  public PeakHours peaks(Metric metric, Asked asked, ZoneId zone) {
    boolean hourly =
        metric.made().measures().stream().allMatch(helpdesk.metrics.sum.Dimension.HOUR::keeps);
    if (hourly
        && summed(metric, asked)
        && asked.filter().dimensions() == 0
        && sums.open(asked.asOf()).zone().filter(zone::equals).isPresent())
      return summedPeaks(metric, asked, zone);
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

  private PeakHours summedPeaks(Metric metric, Asked asked, ZoneId zone) {
    List<LocalDate> dates =
        Bucket.DAY.beginnings(
            asked.window().from().atZone(zone).toLocalDate(),
            asked.window().to().atZone(zone).toLocalDate());
    Map<SumReader.Place, Total> totals =
        sums.open(asked.asOf())
            .read(
                SummedFigure.asked(
                    metric,
                    asked,
                    parts(asked, dates, zone),
                    helpdesk.metrics.sum.Dimension.HOUR,
                    null));
    Map<PeakHours.Hour, Long> hours = new HashMap<>();
    totals.forEach(
        (place, total) ->
            hours.merge(
                new PeakHours.Hour(
                    dates.get(place.period()).getDayOfWeek(), Integer.parseInt(place.key())),
                total.n(),
                Long::sum));
    return PeakHours.ofHours(hours, asked.window(), zone);
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
    sql.append(metric.made().rows(asked.clock())).append(") r /*join*/ WHERE true");
    FilterSql.append(sql, asked.filter());
    if (asked.above() != null) sql.append(" AND r.value > :above");
    if (asked.upTo() != null) sql.append(" AND r.value <= :up_to");
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
    FilterSql.bind(statement, asked.filter());
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
    long judged = row.getLong("judged");
    long hits = row.getLong("hits");
    if (metric.kind() == Metric.Kind.RATE) return Figure.share(hits, judged);
    long measured = row.getLong("measured");
    long n = metric.kind().measures() ? measured : row.getLong("n");
    Double median = number(row, "median");
    Double mean = number(row, "mean");
    Double value =
        switch (metric.kind()) {
          case COUNT, STOCK, STOCK_NOW -> (double) n;
          case DURATION -> median;
          case MEAN -> mean;
          case RATE, MIX -> n == 0 ? null : 100.0;
        };
    boolean targeted = metric.target() != null && measured > 0;
    return new Figure(
        value,
        n,
        targeted ? row.getLong("in_time") : hits,
        null,
        mean,
        median,
        number(row, "p90"),
        number(row, "max"),
        targeted ? Double.valueOf(100.0 * row.getLong("in_time") / measured) : null);
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
