package helpdesk.metrics.goal;

import helpdesk.agent.AgentId;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goals: a metric of some tickets, its target and who answers for it. Nothing of them is ever
 * rewritten; a change is a new edition, and says who made it and when.
 */
@Service
@Transactional
public class Goals {
  private static final String GOALS =
      """
      SELECT g.*, e.version, e.target, e.due_on, e.owner_id, e.state, e.changed_at,
             o.name AS owner, b.name AS by
        FROM metric_goal g
        JOIN LATERAL (SELECT * FROM metric_goal_edition x WHERE x.goal_id = g.id
                       ORDER BY x.version DESC LIMIT 1) e ON true
        LEFT JOIN agent o ON o.id = e.owner_id
        LEFT JOIN agent b ON b.id = e.changed_by
      """;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Figures figures;
  private final Clock clock;

  Goals(JdbcClient jdbc, Sequences sequences, Figures figures, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.figures = figures;
    this.clock = clock;
  }

  /** All of them: what is still pursued first, then by the date they are due. */
  @Transactional(readOnly = true)
  public List<Goal> all() {
    return jdbc
        .sql(GOALS + " ORDER BY e.state <> 'open', e.due_on, g.id LIMIT 500")
        .query((row, n) -> goal(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Those of a metric that are still pursued. */
  @Transactional(readOnly = true)
  public List<Goal> of(Metric metric) {
    return jdbc
        .sql(GOALS + " WHERE g.metric = :metric AND e.state = 'open' ORDER BY e.due_on, g.id")
        .param("metric", metric.id())
        .query((row, n) -> goal(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public Goal find(long id) {
    return jdbc.sql(GOALS + " WHERE g.id = :id")
        .param("id", id)
        .query((row, n) -> goal(row))
        .optional()
        .flatMap(found -> found)
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such goal."));
  }

  /** Everything that was ever wanted of a goal, the newest first. */
  @Transactional(readOnly = true)
  public List<Goal.Edition> history(long id) {
    return jdbc.sql(
            """
            SELECT e.*, o.name AS owner, b.name AS by FROM metric_goal_edition e
              LEFT JOIN agent o ON o.id = e.owner_id LEFT JOIN agent b ON b.id = e.changed_by
             WHERE e.goal_id = :id ORDER BY e.version DESC
            """)
        .param("id", id)
        .query((row, n) -> edition(row))
        .list();
  }

  /**
   * Sets a goal; the figure of the question, as it is now, is frozen as where it began.
   *
   * @param period over which the figure will be read: today, 7, 28 or 90 days
   * @param higherIsBetter in which direction the target lies
   * @return its id
   */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public long set(
      Metric metric,
      Question question,
      NamedPeriod period,
      boolean higherIsBetter,
      Goal.Wanted wanted,
      AgentId by) {
    Figure begin = figures.of(metric, question.asked());
    Window window = question.window().until(question.asked().asOf());
    long id = sequences.next("metric_goal_id_seq");
    jdbc.sql(
            """
            INSERT INTO metric_goal (id, metric, query, period, higher_is_better, baseline, baseline_n,
                baseline_from, baseline_to, created_at)
            VALUES (:id, :metric, :query, :period, :higher, :baseline, :n, :from, :to, :now)
            """)
        .param("id", id)
        .param("metric", metric.id())
        .param("query", Baselines.filter(question.address()).query())
        .param("period", period.key())
        .param("higher", higherIsBetter)
        .param("baseline", begin.value())
        .param("n", begin.n())
        .param("from", Sql.at(window.from()))
        .param("to", Sql.at(window.to()))
        .param("now", Sql.at(clock.instant()))
        .update();
    insert(id, 1, wanted, by);
    return id;
  }

  /**
   * Says what is wanted from now on.
   *
   * @param version the edition that was seen
   * @throws DomainException (not found) if there is none, (conflict) if somebody else was first
   */
  public void change(long id, int version, Goal.Wanted wanted, AgentId by) {
    if (find(id).edition().version() != version) throw overtaken();
    try {
      insert(id, version + 1, wanted, by);
    } catch (DuplicateKeyException e) {
      throw overtaken();
    }
  }

  private void insert(long id, int version, Goal.Wanted wanted, AgentId by) {
    jdbc.sql(
            """
            INSERT INTO metric_goal_edition (goal_id, version, target, due_on, owner_id, state, changed_at, changed_by)
            VALUES (:id, :version, :target, :due, :owner, :state, :now, :by)
            """)
        .param("id", id)
        .param("version", version)
        .param("target", wanted.target())
        .param("due", wanted.dueOn())
        .param("owner", wanted.owner().value())
        .param("state", wanted.state().key())
        .param("now", Sql.at(clock.instant()))
        .param("by", by.value())
        .update();
  }

  private static DomainException overtaken() {
    return new DomainException(
        DomainException.Kind.CONFLICT, "Somebody else changed this goal in the meantime.");
  }

  /** Empty for a metric that the catalogue has lost since. */
  private static Optional<Goal> goal(ResultSet row) throws SQLException {
    Optional<Metric> metric = Metric.of(row.getString("metric"));
    if (metric.isEmpty()) return Optional.empty();
    double baseline = row.getDouble("baseline");
    @Nullable Double began = row.wasNull() ? null : baseline;
    return Optional.of(
        new Goal(
            row.getLong("id"),
            metric.get(),
            Address.parse(row.getString("query")),
            NamedPeriod.of(row.getString("period")).orElse(NamedPeriod.FOUR_WEEKS),
            row.getBoolean("higher_is_better"),
            began,
            row.getLong("baseline_n"),
            new Window(Sql.instant(row, "baseline_from"), Sql.instant(row, "baseline_to")),
            edition(row)));
  }

  private static Goal.Edition edition(ResultSet row) throws SQLException {
    Long owner = Sql.longOrNull(row, "owner_id");
    return new Goal.Edition(
        row.getInt("version"),
        row.getDouble("target"),
        row.getObject("due_on", java.time.LocalDate.class),
        owner == null ? null : new AgentId(owner),
        row.getString("owner"),
        Goal.State.of(row.getString("state")),
        Sql.instant(row, "changed_at"),
        row.getString("by"));
  }
}
