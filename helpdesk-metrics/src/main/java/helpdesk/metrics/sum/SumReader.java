package helpdesk.metrics.sum;

import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.measure.Measure;
import helpdesk.shared.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what contributions amount to: of whole days from their sums and what has changed since, of
 * parts of days and of days without sums from the contributions themselves. One statement, and one
 * more each where there are such parts and where values are ranked, however many measures and
 * periods.
 */
public final class SumReader {
  /**
   * What is asked.
   *
   * @param ranked the measures of which percentiles are wanted, too
   * @param key null for every key of the dimension
   * @param periods each half-open; they may overlap
   * @param only of which contributions; null for all, as sums know no others
   */
  public record Asked(
      Collection<Measure> measures,
      Set<Measure> ranked,
      Dimension dimension,
      @Nullable String key,
      List<Window> periods,
      Clockwork clock,
      @Nullable Only only) {}

  /** A choice of contributions that sums do not make. */
  public interface Only {
    /** A condition on rows {@code r} of contributions, which begins with {@code AND}. */
    String sql();

    /** Gives the condition its parameters. */
    void bind(JdbcClient.StatementSpec statement);
  }

  /**
   * One of the answers.
   *
   * @param period its place in the list of periods
   * @param key the dimension's, empty for nobody's and for the whole
   */
  public record Place(Measure measure, int period, String key) {}

  /** Whole days of a period, the last excluded, and what remains of it. */
  private record Cut(int period, LocalDate from, LocalDate to, List<Window> rest) {
    boolean has(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }
  }

  private final JdbcClient jdbc;
  private final @Nullable ZoneId zone;
  private final Instant asOf;
  private final Set<LocalDate> unsummed;
  private final List<SumChange> changes;

  SumReader(
      JdbcClient jdbc,
      @Nullable ZoneId zone,
      Instant asOf,
      Set<LocalDate> unsummed,
      List<SumChange> changes) {
    this.jdbc = jdbc;
    this.zone = zone;
    this.asOf = asOf;
    this.unsummed = unsummed;
    this.changes = changes;
  }

  /** The zone in which days are summed, if any are. */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  /** What there is; places of nothing are missing. */
  public Map<Place, Total> read(Asked asked) {
    Map<Place, Total> totals = new HashMap<>();
    List<Cut> cuts = new ArrayList<>();
    boolean summed = zone != null && asked.only == null;
    for (int i = 0; i < asked.periods.size(); i++) {
      Window period = asked.periods.get(i);
      cuts.add(summed ? cut(i, period) : uncut(i, period));
    }
    if (summed) {
      sums(asked, cuts, totals);
      change(asked, cuts, totals);
    }
    contributions(asked, cuts, totals);
    return totals;
  }

  private static Cut uncut(int i, Window period) {
    return new Cut(i, LocalDate.EPOCH, LocalDate.EPOCH, List.of(period));
  }

  private Cut cut(int i, Window period) {
    if (zone == null) return uncut(i, period);
    LocalDate from = period.from().atZone(zone).toLocalDate();
    if (Window.midnight(from, zone).isBefore(period.from())) from = from.plusDays(1);
    // nothing is known of a time to come, so a day that still runs counts as a whole one
    LocalDate to =
        period.to().isAfter(asOf)
            ? asOf.atZone(zone).toLocalDate().plusDays(1)
            : period.to().atZone(zone).toLocalDate();
    if (!from.isBefore(to)) return uncut(i, period);
    List<Window> rest = new ArrayList<>();
    Instant first = Window.midnight(from, zone);
    Instant last = Window.midnight(to, zone);
    if (period.from().isBefore(first)) rest.add(new Window(period.from(), first));
    if (last.isBefore(period.to()) && !last.isAfter(asOf)) rest.add(new Window(last, period.to()));
    Cut cut = new Cut(i, from, to, rest);
    for (LocalDate day : unsummed)
      if (cut.has(day)) rest.add(Window.ofDates(day, day.plusDays(1), zone));
    return cut;
  }

  private static final String PERIODS =
      """
        FROM unnest(CAST(:froms AS date[]), CAST(:tos AS date[])) WITH ORDINALITY AS p (from_day, to_day, i)
        JOIN day_sum s ON s.dimension = :dimension AND s.day >= p.from_day AND s.day < p.to_day
      """;

  private void sums(Asked asked, List<Cut> cuts, Map<Place, Total> totals) {
    String sql =
        """
        SELECT p.i - 1 AS period, s.key, s.measure, sum(s.n) AS n, sum(s.judged) AS judged, sum(s.hits) AS hits,
               sum(s.{clock}_n) AS measured, sum(s.{clock}_sum) AS total
        """
                .replace("{clock}", asked.clock.key())
            + PERIODS
            + " WHERE s.measure = ANY(:measures)"
            + (asked.key == null ? "" : " AND s.key = :key")
            + " GROUP BY p.i, s.key, s.measure";
    JdbcClient.StatementSpec statement =
        bind(sql, asked, cuts).param("measures", codes(asked.measures));
    if (asked.key != null) statement.param("key", asked.key);
    List<Place> ranked = new ArrayList<>();
    statement.query(
        row -> {
          Place place = place(row);
          Total total = total(totals, place);
          total.add(
              row.getLong("n"),
              row.getLong("judged"),
              row.getLong("hits"),
              row.getLong("measured"),
              row.getLong("total"));
          if (asked.ranked.contains(place.measure) && total.measured() > 0) ranked.add(place);
        });
    if (!ranked.isEmpty()) values(asked, cuts, ranked, totals);
  }

  /** Only of what is ranked, and only the one form that will be: the values take room. */
  private void values(Asked asked, List<Cut> cuts, List<Place> ranked, Map<Place, Total> totals) {
    String sql =
        """
        SELECT p.i - 1 AS period, s.key, s.measure,
               string_agg(CASE WHEN r.many THEN s.{clock}_spread ELSE s.{clock}_values END, CAST('' AS bytea)) AS numbers
        """
                .replace("{clock}", asked.clock.key())
            + PERIODS
            + """
              JOIN unnest(:places, :keys, CAST(:measures AS smallint[]), :many) AS r (i, key, measure, many)
                ON (r.i, r.key, r.measure) = (p.i - 1, s.key, s.measure)
             GROUP BY p.i, s.key, s.measure
            """;
    bind(sql, asked, cuts)
        .param("places", ranked.stream().map(Place::period).toArray(Integer[]::new))
        .param("keys", ranked.stream().map(Place::key).toArray(String[]::new))
        .param("measures", ranked.stream().map(r -> r.measure.code()).toArray(Integer[]::new))
        .param(
            "many",
            ranked.stream().map(r -> total(totals, r).approximate()).toArray(Boolean[]::new))
        .query(
            row -> {
              Total total = total(totals, place(row));
              byte[] numbers = row.getBytes("numbers");
              if (numbers == null) return;
              if (total.approximate()) total.spread(numbers);
              else total.rank(numbers);
            });
  }

  private JdbcClient.StatementSpec bind(String sql, Asked asked, List<Cut> cuts) {
    return jdbc.sql(sql)
        .param("froms", cuts.stream().map(c -> c.from.toString()).toArray(String[]::new))
        .param("tos", cuts.stream().map(c -> c.to.toString()).toArray(String[]::new))
        .param("dimension", asked.dimension.key());
  }

  private void change(Asked asked, List<Cut> cuts, Map<Place, Total> totals) {
    boolean calendar = asked.clock == Clockwork.CALENDAR;
    for (SumChange change : changes) {
      if (!asked.measures.contains(change.measure()) || !asked.dimension.keeps(change.measure()))
        continue;
      String key = change.key(asked.dimension);
      if (asked.key != null && !asked.key.equals(key)) continue;
      for (Cut cut : cuts) {
        if (!cut.has(change.day())) continue;
        total(totals, new Place(change.measure(), cut.period, key))
            .change(change.sign(), change.hit(), calendar ? change.calendar() : change.business());
      }
    }
  }

  private record Part(int period, Window window) {}

  /**
   * One index scan for each part: bounds that come out of a join are nothing a planner can judge.
   */
  private void contributions(Asked asked, List<Cut> cuts, Map<Place, Total> totals) {
    List<Part> parts =
        cuts.stream()
            .flatMap(cut -> joined(cut.rest).stream().map(window -> new Part(cut.period, window)))
            .toList();
    if (parts.isEmpty()) return;
    String sql =
        IntStream.range(0, parts.size())
            .mapToObj(i -> partSql(asked, i))
            .collect(Collectors.joining(" UNION ALL "));
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql)
            .param("as_of", Sql.at(asOf))
            .param("measures", codes(asked.measures))
            .param("ranked", codes(asked.ranked));
    if (asked.key != null) statement.param("key", asked.key);
    if (asked.only != null) asked.only.bind(statement);
    if (asked.dimension == Dimension.HOUR)
      statement.param("zone", zone == null ? "UTC" : zone.getId());
    for (int i = 0; i < parts.size(); i++) {
      statement.param("from" + i, Sql.at(parts.get(i).window.from()));
      statement.param("to" + i, Sql.at(parts.get(i).window.to()));
    }
    statement.query(
        row -> {
          Place place =
              new Place(
                  Measure.of(row.getInt("measure")),
                  parts.get(row.getInt("part")).period,
                  row.getString("key"));
          Total total = total(totals, place);
          total.add(
              row.getLong("n"),
              row.getLong("judged"),
              row.getLong("hits"),
              row.getLong("measured"),
              row.getLong("total"));
          Array values = row.getArray("numbers");
          if (values != null) total.rank((Long[]) values.getArray());
        });
  }

  private static String partSql(Asked asked, int i) {
    String key =
        asked.dimension == Dimension.HOUR
            ? "CAST(extract(hour FROM r.at AT TIME ZONE :zone) AS text)"
            : asked.dimension.column();
    return """
        SELECT {i} AS part, r.measure, {key} AS key, count(*) AS n, count(r.hit) AS judged,
               count(*) FILTER (WHERE r.hit) AS hits, count(r.{clock}) AS measured, coalesce(sum(r.{clock}), 0) AS total,
               array_agg(r.{clock}) FILTER (WHERE r.measure = ANY(:ranked) AND r.{clock} IS NOT NULL) AS numbers
          FROM contribution r
         WHERE r.measure = ANY(:measures) AND r.at >= :from{i} AND r.at < :to{i} AND r.known <= :as_of{which}{only}
         GROUP BY 2, 3
        """
        .replace("{which}", asked.key == null ? "" : " AND " + key + " = :key")
        .replace("{only}", asked.only == null ? "" : asked.only.sql())
        .replace("{key}", key)
        .replace("{clock}", asked.clock.key())
        .replace("{i}", String.valueOf(i));
  }

  /** Windows that follow each other are one. */
  private static List<Window> joined(List<Window> windows) {
    List<Window> joined = new ArrayList<>();
    windows.stream()
        .sorted(Comparator.comparing(Window::from))
        .forEach(
            window -> {
              int last = joined.size() - 1;
              if (last >= 0 && joined.get(last).to().equals(window.from()))
                joined.set(last, new Window(joined.get(last).from(), window.to()));
              else joined.add(window);
            });
    return joined;
  }

  private static Total total(Map<Place, Total> totals, Place place) {
    return totals.computeIfAbsent(place, p -> new Total());
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(Measure.of(row.getInt("measure")), row.getInt("period"), row.getString("key"));
  }

  private static Integer[] codes(Collection<Measure> measures) {
    return measures.stream().distinct().map(Measure::code).toArray(Integer[]::new);
  }
}
