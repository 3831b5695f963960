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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  private static final String ROWS = "SELECT r.id, r.at, r.value, r.hit, t.number, t.subject ";

  private static final String TICKET = " LEFT JOIN ticket t ON t.id = r.ticket_id ";

  /** Parameters that each figure of a statement has for itself. */
  private static final Pattern OWN = Pattern.compile("(?<!:):(from|to|target)\\b");

  private static final String TAGS =
      " LEFT JOIN ticket_tag tt ON tt.ticket_id = r.ticket_id LEFT JOIN tag g ON g.id = tt.tag_id ";

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
    return of(metric, asked, List.of(asked.window())).get(0);
  }

  private List<Figure> of(Metric metric, Asked asked, List<Window> windows) {
    return of(List.of(metric), asked, windows).getOrDefault(metric, List.of());
  }

  /**
   * The figures of several metrics in several periods, all of one instant of the database: a
   * handful of statements, however many they are.
   *
   * @return by metric, period by period
   */
  public Map<Metric, List<Figure>> of(
      Collection<Metric> metrics, Asked asked, List<Window> windows) {
    List<Metric> totalled = new ArrayList<>();
    List<Metric> stocks = new ArrayList<>();
    List<Metric> others = new ArrayList<>();
    for (Metric metric : metrics) {
      if (!totalled(metric, asked)) others.add(metric);
      else if (metric.kind() != Metric.Kind.STOCK) totalled.add(metric);
      else if (asked.filter().summed() && !now(asked, windows)) stocks.add(metric);
      else others.add(metric);
    }
    Map<Metric, List<Figure>> figures = new EnumMap<>(Metric.class);
    if (totalled.size() + stocks.size() > 0) {
      SumReader reader = sums.open(asked.asOf());
      figures.putAll(totalled(totalled, asked, windows, reader));
      figures.putAll(totalled(stocks, asked, sinceEver(windows), reader));
    }
    if (!others.isEmpty()) figures.putAll(queried(others, asked, windows));
    return figures;
  }

  /** A stock of this moment is read from the tickets, as their ages are wanted, too. */
  private static boolean now(Asked asked, List<Window> windows) {
    return windows.stream().anyMatch(window -> !window.to().isBefore(asked.asOf()));
  }

  /** What is there at an end is what came before it less what left. */
  private static List<Window> sinceEver(List<Window> windows) {
    return windows.stream().map(window -> new Window(Instant.EPOCH, window.to())).toList();
  }

  /** Whether it is what contributions amount to. */
  private static boolean totalled(Metric metric, Asked asked) {
    return metric.made().summed() && asked.above() == null && asked.upTo() == null;
  }

  private static Map<Metric, List<Figure>> totalled(
      List<Metric> metrics, Asked asked, List<Window> windows, SumReader reader) {
    if (metrics.isEmpty()) return Map.of();
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

  /** Those that queries find: one statement. */
  private Map<Metric, List<Figure>> queried(
      List<Metric> metrics, Asked asked, List<Window> windows) {
    Map<Metric, List<Figure>> figures = new EnumMap<>(Metric.class);
    List<String> parts = new ArrayList<>();
    List<Metric> order = new ArrayList<>();
    for (Metric metric : metrics) {
      // a stock of now is the same whatever the period
      int times = metric.kind() == Metric.Kind.STOCK_NOW ? 1 : windows.size();
      for (int i = 0; i < times; i++) {
        String sql = "SELECT " + order.size() + " AS part, " + AGGREGATES + from(metric, asked);
        parts.add(OWN.matcher(sql).replaceAll(":$1" + order.size()));
        order.add(metric);
      }
    }
    StatementSpec statement = jdbc.sql(String.join(" UNION ALL ", parts) + " ORDER BY 1");
    bind(statement, asked);
    for (int i = 0; i < order.size(); i++) {
      int first = order.indexOf(order.get(i));
      bind(statement, order.get(i), asked.in(windows.get(i - first)), String.valueOf(i));
    }
    statement.query(
        row -> {
          Metric metric = order.get(row.getInt("part"));
          figures.computeIfAbsent(metric, m -> new ArrayList<>()).add(figure(metric, row));
        });
    for (List<Figure> own : figures.values())
      while (own.size() < windows.size()) own.add(own.get(0));
    return figures;
  }

  /**
   * How many rows have a value that is at most each of the limits, which ascend; one more is how
   * many there are.
   */
  public List<Long> upTo(Metric metric, Asked asked, List<Long> limits) {
    if (totalled(metric, asked) && metric.kind() == Metric.Kind.DURATION) {
      Map<SumReader.Place, Total> totals =
          sums.open(asked.asOf())
              .read(SummedFigure.asked(List.of(metric), asked, List.of(asked.window())));
      Total total = SummedFigure.total(metric, totals, 0, asked.filter().key());
      if (total == null) return Collections.nCopies(limits.size() + 1, 0L);
      return Stream.concat(limits.stream().map(total::upTo), Stream.of(total.measured())).toList();
    }
    String counts =
        IntStream.range(0, limits.size())
            .mapToObj(i -> "count(*) FILTER (WHERE r.value <= :limit" + i + "), ")
            .collect(Collectors.joining());
    StatementSpec statement =
        bind(
            "SELECT ARRAY[" + counts + "count(r.value)] AS n" + from(metric, asked), metric, asked);
    for (int i = 0; i < limits.size(); i++) statement.param("limit" + i, limits.get(i));
    return statement.query((row, n) -> List.of((Long[]) row.getArray("n").getArray())).single();
  }

  /** How often each value occurs among the rows. */
  public Map<Double, Long> values(Metric metric, Asked asked) {
    Map<Double, Long> values = new TreeMap<>();
    String sql = "SELECT r.value, count(*) AS n" + from(metric, asked);
    bind(sql + " AND r.value IS NOT NULL GROUP BY 1", metric, asked)
        .query(
            row -> {
              values.put(row.getDouble("value"), row.getLong("n"));
            });
    return values;
  }

  /** The row with the largest value, if any has one. */
  public Optional<Row> largest(Metric metric, Asked asked) {
    String sql = ROWS + from(metric, asked).replace("/*join*/", TICKET);
    return bind(sql + " AND r.value IS NOT NULL ORDER BY r.value DESC, r.id LIMIT 1", metric, asked)
        .query(Figures::row)
        .optional();
  }

  /** The figure in parts. Of a mix, each part is its share of the whole. */
  public List<Group> groups(Metric metric, Asked asked, Dimension by) {
    if (by.summed != null && totalled(metric, asked) && metric.kind() != Metric.Kind.STOCK)
      return totalledGroups(metric, asked, by.summed);
    String tags = by == Dimension.TAG ? TAGS : "";
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

  private List<Group> totalledGroups(
      Metric metric, Asked asked, helpdesk.metrics.sum.Dimension dimension) {
    Map<SumReader.Place, Total> totals =
        sums.open(asked.asOf())
            .read(SummedFigure.asked(List.of(metric), asked, List.of(asked.window()), dimension));
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
    if (!totalled(metric, asked) || !asked.filter().summed())
      return groupsByDate(metric, asked, dates, zone);
    List<Figure> figures = of(metric, asked, windows);
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
        totalled(metric, asked) && asked.filter().summed()
            ? flows(metric, asked, begun)
            : queried(List.of(metric), asked, begun).getOrDefault(metric, List.of());
    return IntStream.range(0, dates.size())
        .mapToObj(
            i ->
                new Group(
                    dates.get(i).toString(),
                    i < figures.size() ? figures.get(i) : Figure.nothing(false)))
        .toList();
  }

  /** Every part is what was there before the first, and what came and left until its end. */
  private List<Figure> flows(Metric metric, Asked asked, List<Window> windows) {
    if (windows.isEmpty()) return List.of();
    List<Window> flows = new ArrayList<>(windows);
    flows.add(new Window(Instant.EPOCH, windows.get(0).from()));
    List<Figure> changes =
        totalled(List.of(metric), asked, flows, sums.open(asked.asOf()))
            .getOrDefault(metric, List.of());
    long there = changes.get(windows.size()).n();
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      there += changes.get(i).n();
      figures.add(Figure.count(there));
    }
    return figures;
  }

  /**
   * How many rows fall into each of some stretches of time, in parts: one index scan for each, so
   * that a few days of many weeks are read and not what lies between them.
   *
   * @return for each of the windows its parts by name, empty for those without one
   */
  public List<Map<String, Long>> counts(
      Metric metric, Asked asked, List<Window> windows, Dimension by) {
    List<Map<String, Long>> counts = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) counts.add(new HashMap<>());
    if (windows.isEmpty()) return counts;
    String rows =
        metric.made().rows(asked.clock()).replace(":from", "w.first").replace(":to", "w.behind");
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT w.i - 1 AS window, coalesce({key}, '') AS key, count(*) AS n
              FROM unnest(CAST(:firsts AS timestamptz[]), CAST(:behinds AS timestamptz[])) WITH ORDINALITY
                     AS w (first, behind, i)
             CROSS JOIN LATERAL ({rows}) r {tags} WHERE true
            """
                .replace("{key}", by.key)
                .replace("{tags}", by == Dimension.TAG ? TAGS : "")
                .replace("{rows}", rows));
    FilterSql.append(sql, asked.filter());
    sql.append(" GROUP BY 1, 2");
    StatementSpec statement =
        jdbc.sql(sql.toString())
            .param("as_of", Sql.at(asked.asOf()))
            .param("firsts", instants(windows, Window::from))
            .param("behinds", instants(windows, Window::to));
    FilterSql.bind(statement, asked.filter());
    statement.query(
        row -> {
          counts.get(row.getInt("window")).put(row.getString("key"), row.getLong("n"));
        });
    return counts;
  }

  private static String[] instants(List<Window> windows, Function<Window, Instant> which) {
    return windows.stream().map(w -> which.apply(w).toString()).toArray(String[]::new);
  }

  /**
   * A figure of the tickets with one tag that one agent is credited with.
   *
   * @param agent their e-mail address, null for nobody
   */
  public record Cell(String tag, @Nullable String agent, Figure figure) {}

  /** A figure by what tickets are about (tags of the kind {@code what}) and by agent. */
  public List<Cell> matrix(Metric metric, Asked asked) {
    String sql =
        "SELECT g.name AS tag, "
            + Dimension.AGENT.key
            + " AS agent, "
            + AGGREGATES
            + from(metric, asked).replace("/*join*/", TAGS.replace("LEFT JOIN", "JOIN"))
            + " AND g.kind = 'what' GROUP BY 1, 2";
    return bind(sql, metric, asked)
        .query(
            (row, n) -> new Cell(row.getString("tag"), row.getString("agent"), figure(metric, row)))
        .list();
  }

  /** At which hours of the week the rows fall, on the clocks of a zone. */
  public PeakHours peaks(Metric metric, Asked asked, ZoneId zone) {
    boolean hourly =
        metric.made().measures().stream().allMatch(helpdesk.metrics.sum.Dimension.HOUR::keeps);
    if (hourly && totalled(metric, asked) && asked.filter().equals(Filter.NONE)) {
      SumReader reader = sums.open(asked.asOf());
      if (reader.zone().filter(zone::equals).isPresent())
        return totalledPeaks(metric, asked, zone, reader);
    }
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

  private static PeakHours totalledPeaks(
      Metric metric, Asked asked, ZoneId zone, SumReader reader) {
    List<LocalDate> dates =
        Bucket.DAY.beginnings(
            asked.window().from().atZone(zone).toLocalDate(),
            asked.window().to().atZone(zone).toLocalDate());
    Map<SumReader.Place, Total> totals =
        reader.read(
            SummedFigure.asked(
                List.of(metric),
                asked,
                parts(asked, dates, zone),
                helpdesk.metrics.sum.Dimension.HOUR));
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
        ROWS
            + from(metric, asked).replace("/*join*/", TICKET)
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
    StatementSpec statement = jdbc.sql(sql);
    bind(statement, asked);
    bind(statement, metric, asked, "");
    return statement;
  }

  /** What is the same for all figures of a statement. */
  private static void bind(StatementSpec statement, Asked asked) {
    statement.param("as_of", Sql.at(asked.asOf()));
    FilterSql.bind(statement, asked.filter());
    if (asked.above() != null) statement.param("above", asked.above());
    if (asked.upTo() != null) statement.param("up_to", asked.upTo());
  }

  /**
   * What one figure has for itself.
   *
   * @param which stands behind the names of its parameters
   */
  private static void bind(StatementSpec statement, Metric metric, Asked asked, String which) {
    // events carry whole seconds: the second that is running now is the last one that counts
    Instant end = asked.asOf().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Window window = asked.window().until(end);
    statement
        .param("from" + which, Sql.at(window.from()))
        .param("to" + which, Sql.at(metric.kind() == Metric.Kind.STOCK_NOW ? end : window.to()))
        .param("target" + which, metric.target() == null ? null : metric.target().toSeconds());
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
