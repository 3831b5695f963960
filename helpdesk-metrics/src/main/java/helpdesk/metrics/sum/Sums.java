package helpdesk.metrics.sum;

import helpdesk.metrics.measure.Measure;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens the sums for reading. What is read after it belongs to the same transaction, whose snapshot
 * makes sums and changes one whole.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Sums {
  private final JdbcClient jdbc;

  Sums(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Three statements, whatever is read then.
   *
   * @param asOf what is known later is left out
   */
  public SumReader open(Instant asOf) {
    Optional<ZoneId> zone =
        jdbc.sql("SELECT zone FROM sum_zone")
            .query((row, n) -> ZoneId.of(row.getString("zone")))
            .optional();
    if (zone.isEmpty()) return new SumReader(jdbc, null, asOf, Set.of(), List.of());
    return new SumReader(jdbc, zone.get(), asOf, unsummed(zone.get(), asOf), changes(asOf));
  }

  /** Days that have contributions but no sums. Hardly ever is there one. */
  private Set<LocalDate> unsummed(ZoneId zone, Instant asOf) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT CAST(d AS date) AS day
                  FROM generate_series(
                         (SELECT CAST(min(at) AT TIME ZONE :zone AS date) FROM contribution WHERE measure = :stay),
                         CAST(:today AS date), interval '1 day') AS d
                 WHERE NOT EXISTS (SELECT FROM summed_day s WHERE s.day = CAST(d AS date))
                """)
            .param("today", asOf.atZone(zone).toLocalDate().toString())
            .param("zone", zone.getId())
            .param("stay", Measure.STAY.code())
            .query((row, n) -> row.getObject("day", LocalDate.class))
            .list());
  }

  private List<SumChange> changes(Instant asOf) {
    List<SumChange> changes = new ArrayList<>();
    jdbc.sql(
            """
            SELECT sign, measure, day, hour, calendar, business, hit, channel, priority, team_id, agent_id
              FROM contribution_change WHERE known <= :as_of
            """)
        .param("as_of", Sql.at(asOf))
        .query(
            row -> {
              changes.add(change(row));
            });
    return changes;
  }

  static SumChange change(ResultSet row) throws SQLException {
    return new SumChange(
        row.getInt("sign"),
        Measure.of(row.getInt("measure")),
        row.getObject("day", LocalDate.class),
        row.getInt("hour"),
        Sql.longOrNull(row, "calendar"),
        Sql.longOrNull(row, "business"),
        (Boolean) row.getObject("hit"),
        row.getString("channel"),
        row.getString("priority"),
        Objects.requireNonNullElse(row.getString("team_id"), ""),
        Objects.requireNonNullElse(row.getString("agent_id"), ""));
  }
}
