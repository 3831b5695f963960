package helpdesk.metrics.goal;

import helpdesk.agent.AgentId;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Freezes figures, and gives them back as they were. */
@Service
@Transactional
public class Baselines {
  private static final String HEADS =
      """
      SELECT b.id, b.query, b.starts_at, b.ends_at, b.frozen_at, a.name AS by
        FROM metric_baseline b LEFT JOIN agent a ON a.id = b.frozen_by
      """;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Figures figures;

  Baselines(JdbcClient jdbc, Sequences sequences, Figures figures) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.figures = figures;
  }

  /**
   * Freezes every figure of the catalogue that has a period.
   *
   * @return the baseline's id
   */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public long freeze(Question question, AgentId by) {
    long id = sequences.next("metric_baseline_id_seq");
    Window window = question.window().until(question.asked().asOf());
    jdbc.sql(
            """
            INSERT INTO metric_baseline (id, query, starts_at, ends_at, frozen_at, frozen_by)
            VALUES (:id, :query, :from, :to, :now, :by)
            """)
        .param("id", id)
        .param("query", filter(question.address()).query())
        .param("from", Sql.at(window.from()))
        .param("to", Sql.at(window.to()))
        .param("now", Sql.at(question.asked().asOf()))
        .param("by", by.value())
        .update();
    for (Metric metric : Metric.values()) {
      if (metric.kind() != Metric.Kind.STOCK_NOW && metric.kind() != Metric.Kind.MIX)
        keep(id, metric, figures.of(metric, question.asked()));
    }
    return id;
  }

  private void keep(long id, Metric metric, Figure figure) {
    jdbc.sql(
            """
            INSERT INTO metric_baseline_value (baseline_id, metric, value, n, hits)
            VALUES (:id, :metric, :value, :n, :hits)
            """)
        .param("id", id)
        .param("metric", metric.id())
        .param("value", figure.value())
        .param("n", figure.n())
        .param("hits", Math.min(figure.hits(), figure.n()))
        .update();
  }

  /** The newest, newest first, without their figures. */
  @Transactional(readOnly = true)
  public List<Baseline> latest(int limit) {
    return jdbc.sql(HEADS + " ORDER BY b.id DESC LIMIT :limit")
        .param("limit", limit)
        .query((row, n) -> head(row, Map.of()))
        .list();
  }

  /**
   * A baseline with its figures.
   *
   * @param id null for the newest
   */
  @Transactional(readOnly = true)
  public Optional<Baseline> find(@Nullable Long id) {
    String which = id == null ? " ORDER BY b.id DESC LIMIT 1" : " WHERE b.id = :id";
    JdbcClient.StatementSpec head = jdbc.sql(HEADS + which);
    if (id != null) head.param("id", id);
    return head.query((row, n) -> head(row, Map.of())).optional().map(this::withFigures);
  }

  private Baseline withFigures(Baseline head) {
    Map<Metric, Figure> found = new EnumMap<>(Metric.class);
    jdbc.sql("SELECT metric, value, n, hits FROM metric_baseline_value WHERE baseline_id = :id")
        .param("id", head.id())
        .query(
            row -> {
              // one that the catalogue has lost since is no longer compared with
              Optional<Metric> metric = Metric.of(row.getString("metric"));
              if (metric.isPresent()) found.put(metric.get(), figure(metric.get(), row));
            });
    return new Baseline(
        head.id(), head.address(), head.window(), head.frozenAt(), head.by(), found);
  }

  private static Figure figure(Metric metric, ResultSet row) throws SQLException {
    long n = row.getLong("n");
    if (metric.kind() == Metric.Kind.RATE) return Figure.share(row.getLong("hits"), n);
    double value = row.getDouble("value");
    Double known = row.wasNull() ? null : value;
    return new Figure(known, n, 0, null, null, null, null, null, null);
  }

  private static Baseline head(ResultSet row, Map<Metric, Figure> figures) throws SQLException {
    return new Baseline(
        row.getLong("id"),
        Address.parse(row.getString("query")),
        new Window(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        Sql.instant(row, "frozen_at"),
        row.getString("by"),
        figures);
  }

  /** Of which tickets: everything but the period and what it is compared with. */
  static Address filter(Address address) {
    return address.without("period", "from", "until", "to", "compare", "baseline");
  }
}
