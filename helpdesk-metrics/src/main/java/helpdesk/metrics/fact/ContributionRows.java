package helpdesk.metrics.fact;

import helpdesk.metrics.measure.Contribution;
import helpdesk.metrics.measure.Measure;
import helpdesk.metrics.sum.Changes;
import helpdesk.shared.CopyRows;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the contributions of tickets: only what differs is written, and the sums are told. */
@Repository
class ContributionRows {
  private static final String TARGET =
      "contribution (ticket_id, measure, n, at, known, until, calendar, business, hit, channel,"
          + " priority, team_id, agent_id, detail)";
  private final JdbcClient jdbc;
  private final DataSource dataSource;
  private final Changes changes;

  ContributionRows(JdbcClient jdbc, DataSource dataSource, Changes changes) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.changes = changes;
  }

  /** Which contribution: there is one of each. */
  private record Key(long ticket, Measure measure, int n) {}

  /**
   * What became of contributions.
   *
   * @param fresh those that are wholly new, not the same with another team, hit or value
   * @param tickets whose contributions are others than before
   */
  record Replaced(List<Contribution> fresh, Set<Long> tickets) {}

  /**
   * Makes these the contributions of the tickets.
   *
   * @param now by ticket; the caller holds their rows of facts
   */
  Replaced replace(Map<Long, List<Contribution>> now) {
    Map<Key, Contribution> before = of(now);
    List<Contribution> fresh = new ArrayList<>();
    List<Contribution> added = new ArrayList<>();
    CopyRows rows = new CopyRows(TARGET);
    List<Key> stale = new ArrayList<>();
    List<Contribution> taken = new ArrayList<>();
    Set<Long> changed = new HashSet<>();
    now.forEach(
        (ticket, contributions) -> {
          for (Contribution c : contributions) {
            Key key = new Key(ticket, c.measure(), c.n());
            Contribution old = before.remove(key);
            if (c.equals(old)) continue;
            if (old == null) fresh.add(c);
            else {
              stale.add(key);
              taken.add(old);
            }
            changed.add(ticket);
            added.add(c);
            add(rows, ticket, c);
          }
        });
    before.forEach(
        (key, old) -> {
          changed.add(key.ticket);
          stale.add(key);
          taken.add(old);
        });
    delete(stale);
    rows.send(dataSource);
    changes.note(taken, added);
    return new Replaced(fresh, changed);
  }

  private Map<Key, Contribution> of(Map<Long, List<Contribution>> tickets) {
    Map<Key, Contribution> found = new HashMap<>();
    jdbc.sql("SELECT * FROM contribution WHERE ticket_id = ANY(:tickets)")
        .param("tickets", tickets.keySet().toArray(Long[]::new))
        .query(
            row -> {
              Contribution c = read(row);
              found.put(new Key(row.getLong("ticket_id"), c.measure(), c.n()), c);
            });
    return found;
  }

  private static Contribution read(ResultSet row) throws SQLException {
    return new Contribution(
        Measure.of(row.getInt("measure")),
        row.getInt("n"),
        Sql.instant(row, "at"),
        Sql.instant(row, "known"),
        Sql.instantOrNull(row, "until"),
        Sql.longOrNull(row, "calendar"),
        Sql.longOrNull(row, "business"),
        (Boolean) row.getObject("hit"),
        row.getString("channel"),
        row.getString("priority"),
        Sql.longOrNull(row, "team_id"),
        Sql.longOrNull(row, "agent_id"),
        row.getString("detail"));
  }

  private static void add(CopyRows rows, long ticket, Contribution c) {
    rows.add(
        ticket,
        c.measure().code(),
        c.n(),
        c.at(),
        c.known(),
        c.until(),
        c.calendar(),
        c.business(),
        c.hit(),
        c.channel(),
        c.priority(),
        c.team(),
        c.agent(),
        c.detail());
  }

  private void delete(List<Key> keys) {
    if (keys.isEmpty()) return;
    jdbc.sql(
            """
            DELETE FROM contribution c USING unnest(:tickets, CAST(:measures AS smallint[]), :ns) AS k (ticket_id, measure, n)
             WHERE (c.ticket_id, c.measure, c.n) = (k.ticket_id, k.measure, k.n)
            """)
        .param("tickets", keys.stream().map(Key::ticket).toArray(Long[]::new))
        .param("measures", keys.stream().map(k -> k.measure.code()).toArray(Integer[]::new))
        .param("ns", keys.stream().map(Key::n).toArray(Integer[]::new))
        .update();
  }
}
