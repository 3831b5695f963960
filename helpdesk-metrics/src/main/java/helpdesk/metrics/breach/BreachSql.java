package helpdesk.metrics.breach;

import helpdesk.metrics.catalog.FilterSql;
import helpdesk.metrics.measure.Measure;
import helpdesk.sla.SlaTarget;

/** The rows of broken promises, each with the newest of what was found of it. */
final class BreachSql {
  private BreachSql() {}

  /** How the contributions call a broken promise. */
  static int measure(SlaTarget target) {
    return switch (target) {
      case FIRST_RESPONSE -> Measure.SLA_FIRST_RESPONSE.code();
      case NEXT_RESPONSE -> Measure.SLA_NEXT_RESPONSE.code();
      case RESOLUTION -> Measure.SLA_RESOLUTION.code();
    };
  }

  /** {@code FROM} and {@code WHERE}, as far as a question narrows them. */
  static StringBuilder from(Breaches.Wish wish) {
    StringBuilder sql = new StringBuilder(" FROM (").append(rows()).append(") r").append(FOUND);
    FilterSql.append(sql, wish.asked().filter());
    if (wish.unexplained()) sql.append(" AND f.cause_id IS NULL");
    if (wish.cause() != null) sql.append(" AND f.cause_id = :cause");
    return sql;
  }

  private static String rows() {
    StringBuilder names = new StringBuilder();
    StringBuilder codes = new StringBuilder();
    for (SlaTarget target : SlaTarget.values()) {
      names
          .append(" WHEN ")
          .append(measure(target))
          .append(" THEN '")
          .append(target.key())
          .append("'");
      codes.append(codes.isEmpty() ? "" : ", ").append(measure(target));
    }
    return BROKEN.formatted(names, codes);
  }

  private static final String BROKEN =
      """
      SELECT c.ticket_id, c.measure, c.n, c.at, CASE c.measure%s END AS target,
             c.at - c.calendar * interval '1 second' AS started_at, c.channel, c.priority, c.team_id, c.agent_id, c.detail
        FROM contribution c
       WHERE c.measure IN (%s) AND NOT c.hit AND c.at >= :from AND c.at < :to AND c.known <= :as_of
      """;

  private static final String FOUND =
      """
       JOIN ticket t ON t.id = r.ticket_id
       LEFT JOIN LATERAL (SELECT b.* FROM breach_finding b
                           WHERE b.ticket_id = r.ticket_id AND b.target = r.target AND b.started_at = r.started_at
                           ORDER BY b.id DESC LIMIT 1) f ON true
       LEFT JOIN agent a ON a.id = f.set_by
       WHERE true
      """;
}
