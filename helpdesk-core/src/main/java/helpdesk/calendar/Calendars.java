package helpdesk.calendar;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The working hours that are kept. Changing them makes a version that is in force from now on, or
 * from a day to come; what was measured before stays as it was.
 */
@Service
@Transactional
public class Calendars {
  private static final int LONGEST_NAME = 120;
  private final JdbcClient jdbc;
  private final CalendarVersions versions;
  private final Sequences sequences;
  private final Workspaces workspaces;
  private final Clock clock;

  /** What was read last of each calendar, and how it stood then. */
  private final Map<Long, Read> read = new ConcurrentHashMap<>();

  Calendars(
      JdbcClient jdbc,
      CalendarVersions versions,
      Sequences sequences,
      Workspaces workspaces,
      Clock clock) {
    this.jdbc = jdbc;
    this.versions = versions;
    this.sequences = sequences;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  /**
   * A calendar by name.
   *
   * @param isDefault whether it counts wherever no other is named
   */
  public record Named(CalendarId id, String name, boolean isDefault) {}

  private record Read(CalendarVersions.Stand stand, Calendar calendar) {}

  /**
   * Hours of a calendar with the time for which they hold.
   *
   * @param from since when, null for ever
   * @param until up to when, null for good
   */
  public record Version(
      long id, @Nullable Instant from, @Nullable Instant until, OpeningHours hours) {
    /** Whether they hold then. */
    public boolean holdsAt(Instant at) {
      return (from == null || !from.isAfter(at)) && (until == null || until.isAfter(at));
    }

    /** Whether they hold only later. */
    public boolean holdsAfter(Instant at) {
      return from != null && from.isAfter(at);
    }
  }

  /** All of them, the workspace's default first. */
  @Transactional(readOnly = true)
  public List<Named> all() {
    return jdbc.sql(
            "SELECT id, name, is_default FROM calendar ORDER BY is_default DESC, lower(name), id")
        .query(
            (row, n) ->
                new Named(
                    new CalendarId(row.getLong("id")),
                    row.getString("name"),
                    row.getBoolean("is_default")))
        .list();
  }

  /**
   * A calendar with all its history, to measure with.
   *
   * @param id null for the workspace's default, which is Monday to Friday, nine to six, where
   *     nothing was set up
   */
  @Transactional(readOnly = true)
  public Calendar byId(@Nullable CalendarId id) {
    CalendarVersions.Stand stand = versions.stand(id).orElse(null);
    if (stand == null) return OpeningHours.office(workspaces.current().zone()).calendar();
    Read known = read.get(stand.calendar());
    if (known == null || !known.stand.equals(stand)) {
      known = history(stand.calendar());
      read.put(stand.calendar(), known);
    }
    return known.calendar;
  }

  /** Kept under what these rows show, not what was seen before: one may have come in between. */
  private Read history(long calendar) {
    List<CalendarVersions.Row> rows = versions.all(calendar);
    Map<Long, OpeningHours> hours = versions.hours(rows);
    List<Calendar.Version> all = new ArrayList<>();
    long newest = 0;
    for (CalendarVersions.Row row : rows) {
      all.add(Objects.requireNonNull(hours.get(row.id())).version(row.validFrom()));
      newest = Math.max(newest, row.id());
    }
    return new Read(new CalendarVersions.Stand(calendar, newest, rows.size()), Calendar.of(all));
  }

  /**
   * What a calendar says now.
   *
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public OpeningHours hours(CalendarId id) {
    return hours(id, clock.instant());
  }

  private OpeningHours hours(CalendarId id, Instant at) {
    return versions.hours(versions.inForce(id, at).orElseThrow(Calendars::notFound));
  }

  /**
   * What a calendar said, says and will say, the newest first.
   *
   * @param most how many to read at most
   * @throws DomainException (not found) if there is no such calendar
   */
  @Transactional(readOnly = true)
  public List<Version> versions(CalendarId id, int most) {
    List<CalendarVersions.Row> all = versions.all(id.value());
    if (all.isEmpty()) throw notFound();
    int first = Math.max(0, all.size() - most);
    Map<Long, OpeningHours> hours = versions.hours(all.subList(first, all.size()));
    List<Version> newestFirst = new ArrayList<>();
    for (int i = all.size() - 1; i >= first; i--) {
      CalendarVersions.Row row = all.get(i);
      Instant until = i + 1 < all.size() ? all.get(i + 1).validFrom() : null;
      newestFirst.add(
          new Version(
              row.id(), row.validFrom(), until, Objects.requireNonNull(hours.get(row.id()))));
    }
    return newestFirst;
  }

  /** Creates the workspace's default unless it is there: Monday to Friday, nine to six. */
  public void seed(String name, ZoneId zone) {
    if (jdbc.sql("SELECT EXISTS (SELECT 1 FROM calendar WHERE is_default)")
        .query(Boolean.class)
        .single()) return;
    insert(name, OpeningHours.office(zone), true);
  }

  /**
   * Creates another calendar.
   *
   * @throws DomainException (invalid) if it has no name or cannot be kept
   */
  public CalendarId create(String name, OpeningHours hours) {
    return insert(name, hours, false);
  }

  /** {@link #change(CalendarId, String, OpeningHours, LocalDate)} from now on. */
  public void change(CalendarId id, String name, OpeningHours hours) {
    change(id, name, hours, null);
  }

  /**
   * Changes a calendar from a day on. What was planned for later days stays planned; what was
   * planned for that very day is replaced.
   *
   * @param from the first day of the change, which begins at its midnight in the zone of the hours;
   *     null for now
   * @throws DomainException (not found) if there is none, (invalid) if it has no name, the hours of
   *     a date run past midnight or the day has begun
   */
  public void change(CalendarId id, String name, OpeningHours hours, @Nullable LocalDate from) {
    check(hours);
    int named = // locks the calendar, so that its versions are made one after the other
        jdbc.sql("UPDATE calendar SET name = :name WHERE id = :id")
            .param("name", name(name))
            .param("id", id.value())
            .update();
    if (named == 0) throw notFound();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (from == null) changeNow(id, hours, now);
    else plan(id, hours, from.atStartOfDay(hours.zone()).toInstant(), now);
  }

  private void changeNow(CalendarId id, OpeningHours hours, Instant now) {
    if (hours(id, now).equals(hours)) return;
    Instant last = versions.inForce(id, now).orElseThrow(Calendars::notFound).validFrom();
    Instant start = last == null || last.isBefore(now) ? now : last.plusSeconds(1);
    versions.insert(id, start, false, hours, now);
  }

  private void plan(CalendarId id, OpeningHours hours, Instant start, Instant now) {
    if (!start.isAfter(now)) {
      throw new DomainException(
          DomainException.Kind.INVALID, "A change cannot count from a day that has begun.");
    }
    for (CalendarVersions.Row row : versions.all(id.value())) {
      if (start.equals(row.validFrom())) versions.withdraw(id, row.id(), now);
    }
    if (!hours(id, start).equals(hours)) versions.insert(id, start, true, hours, now);
  }

  /**
   * Takes back hours that were planned.
   *
   * @throws DomainException (conflict) if they hold already or are gone
   */
  public void withdraw(CalendarId id, long version) {
    if (versions.withdraw(id, version, clock.instant()) == 0) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "These hours are not planned any more.");
    }
  }

  private CalendarId insert(String name, OpeningHours hours, boolean isDefault) {
    check(hours);
    CalendarId id = new CalendarId(sequences.next("calendar_id_seq"));
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO calendar (id, name, is_default, created_at) VALUES (:id, :name, :default, :now)
            """)
        .param("id", id.value())
        .param("name", name(name))
        .param("default", isDefault)
        .param("now", Sql.at(now))
        .update();
    versions.insert(id, null, false, hours, now);
    return id;
  }

  private static String name(String name) {
    String plain = name.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
      throw new DomainException(DomainException.Kind.INVALID, "A calendar needs a name.");
    }
    return plain;
  }

  private static void check(OpeningHours hours) {
    try {
      hours.version(null);
    } catch (IllegalArgumentException e) {
      throw new DomainException(
          DomainException.Kind.INVALID, "The hours of a date cannot run past midnight.");
    }
  }

  private static DomainException notFound() {
    return new DomainException(DomainException.Kind.NOT_FOUND, "There is no such calendar.");
  }
}
