package helpdesk.calendar;

import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the versions. None is ever changed; a planned one may go before it holds. */
@Repository
class CalendarVersions {
  private final JdbcClient jdbc;
  private final Sequences sequences;

  CalendarVersions(JdbcClient jdbc, Sequences sequences) {
    this.jdbc = jdbc;
    this.sequences = sequences;
  }

  /**
   * Which versions a calendar has. Two that are equal have the same: ids only grow, as whoever
   * changes a calendar locks it first, and what is withdrawn makes them fewer.
   */
  record Stand(long calendar, long newest, long count) {}

  /**
   * One version.
   *
   * @param planned whether it was made for a day to come
   */
  record Row(long id, @Nullable Instant validFrom, ZoneId zone, boolean planned) {}

  /** How it stands with a calendar; null asks for the workspace's default. */
  Optional<Stand> stand(@Nullable CalendarId calendar) {
    return jdbc.sql(
            """
            SELECT c.id AS calendar, max(v.id) AS newest, count(*) AS count
              FROM calendar_version v JOIN calendar c ON c.id = v.calendar_id
             WHERE CASE WHEN CAST(:id AS bigint) IS NULL THEN c.is_default ELSE c.id = :id END
             GROUP BY c.id
            """)
        .param("id", calendar == null ? null : calendar.value())
        .query(Stand.class)
        .optional();
  }

  /** All versions of a calendar, oldest first. */
  List<Row> all(long calendar) {
    return jdbc.sql(
            """
            SELECT id, valid_from, zone, planned FROM calendar_version
             WHERE calendar_id = :calendar ORDER BY valid_from NULLS FIRST
            """)
        .param("calendar", calendar)
        .query(CalendarVersions::row)
        .list();
  }

  /** What holds then, or was made to hold from the next second on. */
  Optional<Row> inForce(CalendarId calendar, Instant at) {
    return jdbc.sql(
            """
            SELECT id, valid_from, zone, planned FROM calendar_version
             WHERE calendar_id = :calendar AND (NOT planned OR valid_from <= :at)
             ORDER BY valid_from DESC NULLS LAST LIMIT 1
            """)
        .param("calendar", calendar.value())
        .param("at", Sql.at(at))
        .query(CalendarVersions::row)
        .optional();
  }

  /** Takes planned versions back that do not hold yet; says how many. */
  int withdraw(CalendarId calendar, long version, Instant now) {
    return jdbc.sql(
            """
            DELETE FROM calendar_version
             WHERE calendar_id = :calendar AND id = :id AND planned AND valid_from > :now
            """)
        .param("calendar", calendar.value())
        .param("id", version)
        .param("now", Sql.at(now))
        .update();
  }

  /** What a version says. */
  OpeningHours hours(Row version) {
    return Objects.requireNonNull(hours(List.of(version)).get(version.id));
  }

  void insert(
      CalendarId calendar,
      @Nullable Instant validFrom,
      boolean planned,
      OpeningHours hours,
      Instant now) {
    long id = sequences.next("calendar_version_id_seq");
    jdbc.sql(
            """
            INSERT INTO calendar_version (id, calendar_id, valid_from, zone, created_at, planned)
            VALUES (:id, :calendar, :from, :zone, :now, :planned)
            """)
        .param("id", id)
        .param("calendar", calendar.value())
        .param("from", Sql.atOrNull(validFrom))
        .param("zone", hours.zone().getId())
        .param("now", Sql.at(now))
        .param("planned", planned)
        .update();
    hours.weekly().forEach((day, some) -> some.forEach(h -> insert(id, day, h)));
    hours.dates().forEach((date, some) -> insert(id, date, some));
    hours.names().forEach((date, name) -> insert(id, date, name));
  }

  private void insert(long version, LocalDate date, String name) {
    jdbc.sql(
            "INSERT INTO calendar_date_name (version_id, on_date, name) VALUES (:version, :date, :name)")
        .param("version", version)
        .param("date", date)
        .param("name", name)
        .update();
  }

  private void insert(long version, DayOfWeek day, Hours hours) {
    jdbc.sql(
            """
            INSERT INTO calendar_interval (version_id, weekday, opens, closes) VALUES (:version, :day, :opens, :closes)
            ON CONFLICT DO NOTHING
            """)
        .param("version", version)
        .param("day", day.getValue())
        .param("opens", hours.opensAt())
        .param("closes", hours.closesAt())
        .update();
  }

  private void insert(long version, LocalDate date, List<Hours> some) {
    List<@Nullable Hours> rows = new ArrayList<>(some);
    if (rows.isEmpty()) rows.add(null);
    for (Hours hours : rows) {
      jdbc.sql(
              """
              INSERT INTO calendar_exception (version_id, on_date, opens, closes)
              VALUES (:version, :date, :opens, :closes) ON CONFLICT DO NOTHING
              """)
          .param("version", version)
          .param("date", date)
          .param("opens", hours == null ? null : hours.opensAt())
          .param("closes", hours == null ? null : hours.closesAt())
          .update();
    }
  }

  /** What some versions say, by id. */
  Map<Long, OpeningHours> hours(List<Row> versions) {
    List<Long> ids = versions.stream().map(Row::id).toList();
    Map<Long, Map<DayOfWeek, List<Hours>>> weekly = new HashMap<>();
    Map<Long, NavigableMap<LocalDate, List<Hours>>> dates = new HashMap<>();
    Map<Long, Map<LocalDate, String>> names = new HashMap<>();
    for (long id : ids) {
      weekly.put(id, new EnumMap<>(DayOfWeek.class));
      dates.put(id, new TreeMap<>());
      names.put(id, new HashMap<>());
    }
    read(
        "SELECT version_id, weekday, opens, closes FROM calendar_interval WHERE version_id IN (:ids) ORDER BY weekday, opens, closes",
        ids,
        row ->
            of(weekly, row)
                .computeIfAbsent(DayOfWeek.of(row.getInt("weekday")), d -> new ArrayList<>())
                .add(new Hours(row.getInt("opens"), row.getInt("closes"))));
    read(
        "SELECT version_id, on_date, opens, closes FROM calendar_exception WHERE version_id IN (:ids) ORDER BY on_date, opens",
        ids,
        row -> {
          List<Hours> hours = of(dates, row).computeIfAbsent(date(row), d -> new ArrayList<>());
          int opens = row.getInt("opens");
          if (!row.wasNull()) hours.add(new Hours(opens, row.getInt("closes")));
        });
    read(
        "SELECT version_id, on_date, name FROM calendar_date_name WHERE version_id IN (:ids)",
        ids,
        row -> of(names, row).put(date(row), row.getString("name")));
    Map<Long, OpeningHours> hours = new HashMap<>();
    for (Row version : versions) {
      long id = version.id;
      hours.put(
          id,
          new OpeningHours(
              version.zone,
              Objects.requireNonNull(weekly.get(id)),
              Objects.requireNonNull(dates.get(id)),
              Objects.requireNonNull(names.get(id))));
    }
    return hours;
  }

  private void read(String sql, List<Long> ids, RowCallbackHandler each) {
    jdbc.sql(sql).param("ids", ids).query(each);
  }

  private static <T> T of(Map<Long, T> byVersion, ResultSet row) throws SQLException {
    return Objects.requireNonNull(byVersion.get(row.getLong("version_id")));
  }

  private static LocalDate date(ResultSet row) throws SQLException {
    return row.getObject("on_date", LocalDate.class);
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getLong("id"),
        Sql.instantOrNull(row, "valid_from"),
        ZoneId.of(row.getString("zone")),
        row.getBoolean("planned"));
  }
}
