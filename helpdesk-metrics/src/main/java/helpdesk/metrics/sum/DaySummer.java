package helpdesk.metrics.sum;

import helpdesk.job.QueueWorker;
import helpdesk.metrics.measure.Measure;
import helpdesk.shared.Sql;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the sums of days that have none, the newest day first, and puts changes into those that
 * have. Everything is right without it, only slower. One node at a time; nothing that it does
 * changes what the sums and the changes say together.
 */
@Component
class DaySummer implements QueueWorker {
  private static final Logger log = LoggerFactory.getLogger(DaySummer.class);

  /** Shared by those who change contributions, alone for whoever sums a day. */
  static final long LOCK = 0x68656c7073756d73L;

  /** Only one at a time puts changes into sums. */
  private static final long TURN = LOCK + 1;

  private final JdbcClient jdbc;
  private final DaySums sums;
  private final Workspaces workspaces;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DaySummer(
      JdbcClient jdbc,
      DaySums sums,
      Workspaces workspaces,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.sums = sums;
    this.workspaces = workspaces;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "day-sums";
  }

  /** Nothing wakes it: nobody waits for it. */
  @Override
  public String wakeTopic() {
    return "day-sums";
  }

  @Override
  public Duration restAtMost() {
    return Duration.ofSeconds(3);
  }

  @Override
  public boolean runOnce() {
    return workspaces
        .find()
        .map(desk -> transaction.execute(status -> step(desk.zone())))
        .orElse(false);
  }

  private boolean step(ZoneId zone) {
    if (!mine()) return false;
    Optional<String> before = jdbc.sql("SELECT zone FROM sum_zone").query(String.class).optional();
    if (before.isEmpty() || !before.get().equals(zone.getId())) {
      startOver(zone);
      return true;
    }
    Instant now = clock.instant();
    for (LocalDate day : changed(now)) fold(day, zone, now);
    Optional<LocalDate> missing = missing(now.atZone(zone).toLocalDate(), zone);
    missing.ifPresent(day -> sum(day, zone, now));
    return missing.isPresent();
  }

  private boolean mine() {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:turn)")
        .param("turn", TURN)
        .query(Boolean.class)
        .single();
  }

  /**
   * Sums a day anew, in a transaction of its own.
   *
   * @return whether that gave anything else than what it had
   */
  boolean sumAgain(LocalDate day) {
    return Boolean.TRUE.equals(transaction.execute(status -> again(day)));
  }

  private boolean again(LocalDate day) {
    jdbc.sql("SELECT true FROM pg_advisory_xact_lock(:turn)")
        .param("turn", TURN)
        .query(Boolean.class)
        .single();
    lock();
    Instant now = clock.instant();
    Optional<String> zone = jdbc.sql("SELECT zone FROM sum_zone").query(String.class).optional();
    if (zone.isEmpty() || !sums.has(day)) return false;
    if (!fold(day, ZoneId.of(zone.get()), now)) return true;
    List<String> before = sums.print(day);
    anew(day, ZoneId.of(zone.get()), now);
    return !sums.print(day).equals(before);
  }

  private void anew(LocalDate day, ZoneId zone, Instant now) {
    sums.forget(day);
    jdbc.sql("DELETE FROM contribution_change WHERE day = CAST(:day AS date)")
        .param("day", day.toString())
        .update();
    sum(day, zone, now);
  }

  /** Forgets every sum: days begin elsewhere now. */
  private void startOver(ZoneId zone) {
    lock();
    jdbc.sql("DELETE FROM day_sum").update();
    jdbc.sql("DELETE FROM summed_day").update();
    jdbc.sql("DELETE FROM contribution_change").update();
    jdbc.sql(
            "INSERT INTO sum_zone (zone) VALUES (:zone) ON CONFLICT (one) DO UPDATE SET zone ="
                + " excluded.zone")
        .param("zone", zone.getId())
        .update();
  }

  private void lock() {
    jdbc.sql("SELECT true FROM pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  // Days that have no sums

  private Optional<LocalDate> missing(LocalDate today, ZoneId zone) {
    return jdbc.sql(
            """
            SELECT CAST(d AS date) AS day
              FROM generate_series(
                     (SELECT CAST(min(at) AT TIME ZONE :zone AS date) FROM contribution WHERE measure = :stay),
                     CAST(:today AS date), interval '1 day') AS d
             WHERE NOT EXISTS (SELECT FROM summed_day s WHERE s.day = CAST(d AS date))
             ORDER BY d DESC LIMIT 1
            """)
        .param("zone", zone.getId())
        .param("stay", Measure.STAY.code())
        .param("today", today.toString())
        .query((row, n) -> row.getObject("day", LocalDate.class))
        .optional();
  }

  private void sum(LocalDate day, ZoneId zone, Instant now) {
    lock();
    Map<Cell, Sum> made = new HashMap<>();
    each(
        """
        SELECT 1 AS sign, CAST(:day AS date) AS day, extract(hour FROM at AT TIME ZONE :zone) AS hour, measure, calendar, business, hit, channel, priority, team_id, agent_id
          FROM contribution
         WHERE measure = ANY(:measures) AND at >= :from AND at < :to AND known <= :now
        """,
        day,
        zone,
        now,
        change -> apply(change, made));
    sums.write(made);
    jdbc.sql(
            """
            INSERT INTO contribution_change (sign, measure, day, hour, known, calendar, business, hit, channel, priority, team_id, agent_id)
            SELECT 1, measure, CAST(:day AS date), extract(hour FROM at AT TIME ZONE :zone), known, calendar, business, hit, channel, priority, team_id, agent_id
              FROM contribution
             WHERE measure = ANY(:measures) AND at >= :from AND at < :to AND known > :now
            """)
        .params(period(day, zone, now))
        .update();
    jdbc.sql("INSERT INTO summed_day (day) VALUES (CAST(:day AS date))")
        .param("day", day.toString())
        .update();
  }

  private void each(String sql, LocalDate day, ZoneId zone, Instant now, Consumer<SumChange> to) {
    jdbc.sql(sql)
        .params(period(day, zone, now))
        .query(
            row -> {
              to.accept(Sums.change(row));
            });
  }

  private static Map<String, Object> period(LocalDate day, ZoneId zone, Instant now) {
    return Map.of(
        "day", day.toString(),
        "zone", zone.getId(),
        "from", Sql.at(day.atStartOfDay(zone).toInstant()),
        "to", Sql.at(day.plusDays(1).atStartOfDay(zone).toInstant()),
        "now", Sql.at(now),
        "measures", Measure.codes());
  }

  // Changes

  /** The days of which something has become known that is not in their sums. */
  private List<LocalDate> changed(Instant now) {
    return jdbc.sql(
            "SELECT DISTINCT day FROM contribution_change WHERE known <= :now ORDER BY day DESC")
        .param("now", Sql.at(now))
        .query((row, n) -> row.getObject("day", LocalDate.class))
        .list();
  }

  /**
   * Puts changes of a day that are known by now into its sums; a day whose sums they do not fit is
   * summed anew.
   *
   * @return whether they fitted
   */
  private boolean fold(LocalDate day, ZoneId zone, Instant now) {
    List<SumChange> changes = new ArrayList<>();
    jdbc.sql(
            """
            DELETE FROM contribution_change WHERE day = CAST(:day AS date) AND known <= :now
            RETURNING sign, measure, day, hour, calendar, business, hit, channel, priority, team_id, agent_id
            """)
        .param("day", day.toString())
        .param("now", Sql.at(now))
        .query(
            row -> {
              changes.add(Sums.change(row));
            });
    Map<Cell, Sum> changed =
        sums.take(changes.stream().flatMap(SumChange::cells).distinct().toList());
    try {
      changes.forEach(change -> apply(change, changed));
      sums.write(changed);
      return true;
    } catch (IllegalStateException e) {
      log.error("The sums of {} are not what they should be and are made anew", day, e);
      lock();
      anew(day, zone, now);
      return false;
    }
  }

  private static void apply(SumChange change, Map<Cell, Sum> sums) {
    change
        .cells()
        .forEach(
            cell ->
                sums.computeIfAbsent(cell, c -> new Sum())
                    .change(change.sign(), change.hit(), change.calendar(), change.business()));
  }
}
