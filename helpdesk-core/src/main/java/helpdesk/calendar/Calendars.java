package helpdesk.calendar;

import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The working hours that are kept. Changing them makes a version that is in force from now on; what
 * was measured before stays as it was.
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

  /** By the newest version of a calendar: with all before it that never changes. */
  private final Map<Long, Calendar> read = new ConcurrentHashMap<>();

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
    Long newest = versions.newest(id).orElse(null);
    if (newest == null) {
      OpeningHours office = OpeningHours.office(workspaces.current().zone());
      return Calendar.of(List.of(office.version(null)));
    }
    return read.computeIfAbsent(newest, n -> Calendar.of(versions.history(n)));
  }

  /**
   * What a calendar says now.
   *
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public OpeningHours hours(CalendarId id) {
    return versions.hours(versions.newest(id).orElseThrow(Calendars::notFound));
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

  /**
   * Changes a calendar from now on.
   *
   * @throws DomainException (not found) if there is none, (invalid) if it has no name or the hours
   *     of a date run past midnight
   */
  public void change(CalendarId id, String name, OpeningHours hours) {
    check(hours);
    int named =
        jdbc.sql("UPDATE calendar SET name = :name WHERE id = :id")
            .param("name", name(name))
            .param("id", id.value())
            .update();
    if (named == 0) throw notFound();
    if (hours(id).equals(hours)) return;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant last = newestStart(id);
    boolean inOrder = last == null || last.isBefore(now);
    versions.insert(id, inOrder ? now : Objects.requireNonNull(last).plusSeconds(1), hours, now);
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
    versions.insert(id, null, hours, now);
    return id;
  }

  private @Nullable Instant newestStart(CalendarId id) {
    Optional<Instant> start =
        jdbc.sql(
                """
                SELECT valid_from FROM calendar_version
                 WHERE calendar_id = :id AND valid_from IS NOT NULL ORDER BY valid_from DESC LIMIT 1
                """)
            .param("id", id.value())
            .query((row, n) -> Sql.instant(row, "valid_from"))
            .optional();
    return start.orElse(null);
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
