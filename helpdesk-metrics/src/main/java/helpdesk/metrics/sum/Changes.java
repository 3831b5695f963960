package helpdesk.metrics.sum;

import helpdesk.metrics.measure.Contribution;
import helpdesk.shared.CopyRows;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes what changes on days that have sums. Whoever changes contributions calls this in the same
 * transaction, before it reads them: a day that is being summed right now waits for it, or it for
 * the day.
 */
@Component
public class Changes {
  private static final String COLUMNS =
      "contribution_change (sign, measure, day, hour, known, calendar, business, hit, channel, priority,"
          + " team_id, agent_id)";
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  Changes(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  /** Keeps days from being summed until the transaction ends. */
  public void begin() {
    jdbc.sql("SELECT true FROM pg_advisory_xact_lock_shared(:lock)")
        .param("lock", DaySummer.LOCK)
        .query(Boolean.class)
        .single();
  }

  /** Notes what was taken back and what was added. */
  public void note(Collection<Contribution> taken, Collection<Contribution> added) {
    if (taken.isEmpty() && added.isEmpty()) return;
    Optional<ZoneId> zone = zone();
    if (zone.isEmpty()) return;
    Set<LocalDate> summed =
        summed(
            Stream.concat(taken.stream(), added.stream())
                .map(c -> day(c, zone.get()))
                .collect(Collectors.toSet()));
    CopyRows rows = new CopyRows(COLUMNS);
    taken.forEach(c -> note(rows, -1, c, zone.get(), summed));
    added.forEach(c -> note(rows, 1, c, zone.get(), summed));
    rows.send(dataSource);
  }

  private static void note(
      CopyRows rows, int sign, Contribution c, ZoneId zone, Set<LocalDate> summed) {
    LocalDate day = day(c, zone);
    if (!summed.contains(day)) return;
    rows.add(
        sign,
        c.measure().code(),
        day.toString(),
        c.at().atZone(zone).getHour(),
        c.known(),
        c.calendar(),
        c.business(),
        c.hit(),
        c.channel(),
        c.priority(),
        c.team(),
        c.agent());
  }

  private static LocalDate day(Contribution c, ZoneId zone) {
    return c.at().atZone(zone).toLocalDate();
  }

  private Optional<ZoneId> zone() {
    return jdbc.sql("SELECT zone FROM sum_zone")
        .query((row, n) -> ZoneId.of(row.getString("zone")))
        .optional();
  }

  private Set<LocalDate> summed(Set<LocalDate> days) {
    return jdbc.sql("SELECT day FROM summed_day WHERE day = ANY(CAST(:days AS date[]))")
        .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
        .query((row, n) -> row.getObject("day", LocalDate.class))
        .set();
  }
}
