package helpdesk.metrics.scorecard;

import helpdesk.agent.AgentId;
import helpdesk.agent.Role;
import helpdesk.metrics.catalog.Metric;
import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which figures somebody sees on their dashboard: their own choice, else their role's. */
@Service
@Transactional
public class TileChoices {
  /** How many figures a dashboard has at most. */
  public static final int MOST = 24;

  /** What a company that starts needs to see every day. */
  private static final List<String> FOR_ALL =
      List.of(
          "first_response_time",
          "first_response_within_target",
          "full_resolution_time",
          "resolved_within_24h",
          "tickets_created",
          "tickets_resolved",
          "backlog_open",
          "backlog_unassigned");

  private static final List<String> FOR_AGENTS =
      List.of(
          "first_response_time",
          "first_response_within_target",
          "full_resolution_time",
          "csat",
          "tickets_resolved",
          "backlog_open");

  private final JdbcClient jdbc;
  private final Clock clock;

  TileChoices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a role sees until somebody chooses. */
  public List<Metric> usual(Role role) {
    return metrics((role == Role.AGENT ? FOR_AGENTS : FOR_ALL).stream());
  }

  /** What somebody sees. */
  @Transactional(readOnly = true)
  public List<Metric> of(AgentId agent, Role role) {
    return own(agent).orElseGet(() -> usual(role));
  }

  /** What somebody chose, if they did. */
  @Transactional(readOnly = true)
  public Optional<List<Metric>> own(AgentId agent) {
    return jdbc.sql("SELECT metrics FROM dashboard_tiles WHERE agent_id = :agent")
        .param("agent", agent.value())
        .query((row, n) -> metrics(Arrays.stream((String[]) row.getArray("metrics").getArray())))
        .optional()
        .filter(chosen -> !chosen.isEmpty());
  }

  /**
   * Chooses, in this order; a metric that is named twice counts once.
   *
   * @throws DomainException (invalid) if it is none at all, or more than {@link #MOST}
   */
  public void choose(AgentId agent, List<Metric> wanted) {
    List<Metric> metrics = List.copyOf(new LinkedHashSet<>(wanted));
    if (metrics.isEmpty() || metrics.size() > MOST)
      throw new DomainException(
          DomainException.Kind.INVALID, "A dashboard has between 1 and 24 figures.");
    jdbc.sql(
            """
            INSERT INTO dashboard_tiles (agent_id, metrics, changed_at) VALUES (:agent, :metrics, :now)
            ON CONFLICT (agent_id) DO UPDATE SET metrics = excluded.metrics, changed_at = excluded.changed_at
            """)
        .param("agent", agent.value())
        .param("metrics", metrics.stream().map(Metric::id).toArray(String[]::new))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** Goes back to the choice of the role. */
  public void reset(AgentId agent) {
    jdbc.sql("DELETE FROM dashboard_tiles WHERE agent_id = :agent")
        .param("agent", agent.value())
        .update();
  }

  /** One that the catalogue has lost since is passed over. */
  private static List<Metric> metrics(Stream<String> ids) {
    return ids.map(Metric::of).flatMap(Optional::stream).toList();
  }
}
