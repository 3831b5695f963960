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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the versions. None is ever changed. */
@Repository
class CalendarVersions {
  private record Row(long id, @Nullable Instant validFrom, ZoneId zone) {}

  private final JdbcClient jdbc;
  private final Sequences sequences;

  CalendarVersions(JdbcClient jdbc, Sequences sequences) {
    this.jdbc = jdbc;
    this.sequences = sequences;
  }

  /** The newest version of a calendar; null asks for the workspace's default. */
  Optional<Long> newest(@Nullable CalendarId calendar) {
    return jdbc.sql(
            """
            SELECT v.id FROM calendar_version v JOIN calendar c ON c.id = v.calendar_id
             WHERE CASE WHEN CAST(:id AS bigint) IS NULL THEN c.is_default ELSE c.id = :id END
             ORDER BY v.valid_from DESC NULLS LAST LIMIT 1
            """)
        .param("id", calendar == null ? null : calendar.value())
        .query(Long.class)
        .optional();
  }

  /** That version and all before it, oldest first. */
  List<Calendar.Version> history(long newest) {
    return jdbc
        .sql(
            """
            SELECT v.id, v.valid_from, v.zone FROM calendar_version v
              JOIN calendar_version newest ON newest.id = :id AND newest.calendar_id = v.calendar_id
             WHERE v.valid_from IS NULL OR v.valid_from <= newest.valid_from
             ORDER BY v.valid_from NULLS FIRST
            """)
        .param("id", newest)
        .query(CalendarVersions::row)
        .list()
        .stream()
        .map(row -> hours(row).version(row.validFrom))
        .toList();
  }

  /** What that version says. */
  OpeningHours hours(long version) {
    return hours(
        jdbc.sql("SELECT id, valid_from, zone FROM calendar_version WHERE id = :id")
            .param("id", version)
            .query(CalendarVersions::row)
            .single());
  }

  void insert(CalendarId calendar, @Nullable Instant validFrom, OpeningHours hours, Instant now) {
    long id = sequences.next("calendar_version_id_seq");
    jdbc.sql(
            """
            INSERT INTO calendar_version (id, calendar_id, valid_from, zone, created_at)
            VALUES (:id, :calendar, :from, :zone, :now)
            """)
        .param("id", id)
        .param("calendar", calendar.value())
        .param("from", Sql.atOrNull(validFrom))
        .param("zone", hours.zone().getId())
        .param("now", Sql.at(now))
        .update();
    hours.weekly().forEach((day, some) -> some.forEach(h -> insert(id, day, h)));
    hours.dates().forEach((date, some) -> insert(id, date, some));
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

  private OpeningHours hours(Row version) {
    Map<DayOfWeek, List<Hours>> weekly = new EnumMap<>(DayOfWeek.class);
    jdbc.sql(
            """
            SELECT weekday, opens, closes FROM calendar_interval WHERE version_id = :id ORDER BY weekday, opens, closes
            """)
        .param("id", version.id)
        .query(
            row -> {
              weekly
                  .computeIfAbsent(DayOfWeek.of(row.getInt("weekday")), d -> new ArrayList<>())
                  .add(new Hours(row.getInt("opens"), row.getInt("closes")));
            });
    NavigableMap<LocalDate, List<Hours>> dates = new TreeMap<>();
    jdbc.sql(
            """
            SELECT on_date, opens, closes FROM calendar_exception WHERE version_id = :id ORDER BY on_date, opens
            """)
        .param("id", version.id)
        .query(
            row -> {
              List<Hours> hours =
                  dates.computeIfAbsent(
                      row.getObject("on_date", LocalDate.class), d -> new ArrayList<>());
              int opens = row.getInt("opens");
              if (!row.wasNull()) hours.add(new Hours(opens, row.getInt("closes")));
            });
    return new OpeningHours(version.zone, weekly, dates);
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getLong("id"), Sql.instantOrNull(row, "valid_from"), ZoneId.of(row.getString("zone")));
  }
}
