package helpdesk.metrics.sum;

import helpdesk.metrics.measure.Measure;
import helpdesk.shared.CopyRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the rows of sums. */
@Repository
class DaySums {
  private static final String COLUMNS =
      "day_sum (dimension, key, measure, day, n, judged, hits, calendar_n, calendar_sum,"
          + " calendar_values, calendar_spread, business_n, business_sum, business_values,"
          + " business_spread)";
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  DaySums(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /** What there is of these cells now, emptied out of the table: they are written anew. */
  Map<Cell, Sum> take(Collection<Cell> cells) {
    Map<Cell, Sum> sums = new HashMap<>();
    jdbc.sql(
            """
            DELETE FROM day_sum s USING unnest(:dimensions, :keys, CAST(:measures AS smallint[]), CAST(:days AS date[]))
                   AS c (dimension, key, measure, day)
             WHERE (s.dimension, s.key, s.measure, s.day) = (c.dimension, c.key, c.measure, c.day)
            RETURNING s.dimension, s.key, s.measure, s.day, n, judged, hits, calendar_values, business_values
            """)
        .param("dimensions", cells.stream().map(c -> c.dimension().key()).toArray(String[]::new))
        .param("keys", cells.stream().map(Cell::key).toArray(String[]::new))
        .param("measures", cells.stream().map(c -> c.measure().code()).toArray(Integer[]::new))
        .param("days", cells.stream().map(c -> c.day().toString()).toArray(String[]::new))
        .query(
            row -> {
              sums.put(cell(row), sum(row));
            });
    return sums;
  }

  /** Whether a day has sums. */
  boolean has(LocalDate day) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM summed_day WHERE day = CAST(:day AS date))")
        .param("day", day.toString())
        .query(Boolean.class)
        .single();
  }

  /** Every row of a day, as one can compare them. */
  List<String> print(LocalDate day) {
    return jdbc.sql(
            """
            SELECT md5(CAST(s AS text)) FROM day_sum s WHERE day = CAST(:day AS date)
             ORDER BY dimension, key, measure
            """)
        .param("day", day.toString())
        .query(String.class)
        .list();
  }

  /** Takes the sums of a day away, as if it had never been summed. */
  void forget(LocalDate day) {
    jdbc.sql("DELETE FROM day_sum WHERE day = CAST(:day AS date)")
        .param("day", day.toString())
        .update();
    jdbc.sql("DELETE FROM summed_day WHERE day = CAST(:day AS date)")
        .param("day", day.toString())
        .update();
  }

  private static Cell cell(ResultSet row) throws SQLException {
    return new Cell(
        Dimension.valueOf(row.getString("dimension").toUpperCase(Locale.ROOT)),
        row.getString("key"),
        Measure.of(row.getInt("measure")),
        row.getObject("day", LocalDate.class));
  }

  private static Sum sum(ResultSet row) throws SQLException {
    Sum sum = new Sum();
    sum.n = row.getLong("n");
    sum.judged = row.getLong("judged");
    sum.hits = row.getLong("hits");
    sum.calendar.values = Values.unpack(row.getBytes("calendar_values"));
    sum.business.values = Values.unpack(row.getBytes("business_values"));
    return sum;
  }

  /**
   * Writes cells that are not there; those of nothing are left out.
   *
   * @throws IllegalStateException if what was taken from one had not been in it; nothing is written
   */
  void write(Map<Cell, Sum> sums) {
    CopyRows rows = new CopyRows(COLUMNS);
    sums.forEach((cell, sum) -> add(rows, cell, sum));
    rows.send(dataSource);
  }

  private static void add(CopyRows rows, Cell cell, Sum sum) {
    if (sum.n == 0) return;
    if (sum.n < 0 || sum.hits < 0 || sum.hits > sum.judged || sum.judged > sum.n)
      throw new IllegalStateException("More was taken from a sum than was in it");
    Values calendar = sum.calendar.settled();
    Values business = sum.business.settled();
    rows.add(
        cell.dimension().key(),
        cell.key(),
        cell.measure().code(),
        cell.day().toString(),
        sum.n,
        sum.judged,
        sum.hits,
        calendar.size(),
        calendar.sum(),
        calendar.pack(),
        calendar.spread().pack(),
        business.size(),
        business.sum(),
        business.pack(),
        business.spread().pack());
  }
}
