package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Metric;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of the dashboard that the sums do not tell. */
final class BoardSql {
  /** Upper limits of the bars of the first response time, in seconds. */
  static final List<Long> RESPONSE_LIMITS = List.of(900L, 3_600L, 10_800L, 21_600L, 86_400L);

  /** Lower limits of the ages of the backlog, in seconds: 1, 3, 7 and 30 days. */
  static final List<Long> AGE_LIMITS = List.of(86_400L, 259_200L, 604_800L, 2_592_000L);

  static final String SCORES =
      "SELECT r.at >= :now_from AS now, r.value AS score, count(*) AS n FROM ("
          + Metric.CSAT.made().query()
          + ") r WHERE r.at < :before_to OR r.at >= :now_from GROUP BY 1, 2";

  private static final String BACKLOG_ROWS =
      " FROM ticket_fact WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import') ";

  static final String BACKLOG =
      "SELECT count(*) AS open, count(*) FILTER (WHERE assignee_id IS NULL) AS unassigned,"
          + " count(waiting_since) FILTER (WHERE excluded_for IS NULL) AS waiting,"
          + " count(waiting_since) FILTER (WHERE excluded_for IS NULL AND response_state ="
          + " 'waiting') AS unanswered, ARRAY["
          + AGE_LIMITS.stream()
              .map(
                  limit ->
                      "count(*) FILTER (WHERE created_at <= CAST(:as_of AS timestamptz) - interval"
                          + " '"
                          + limit
                          + " seconds')")
              .collect(Collectors.joining(", "))
          + "] AS older"
          + BACKLOG_ROWS;

  static final String STANDING_OUT =
      named("oldest", "created_at", "")
          + " UNION ALL "
          + named(
              "longest",
              "waiting_since",
              "AND excluded_for IS NULL AND response_state = 'waiting' AND waiting_since IS NOT"
                  + " NULL");

  private BoardSql() {}

  private static String named(String what, String since, String condition) {
    return "(SELECT '"
        + what
        + "' AS what, t.number, t.subject, t.status, f.since FROM (SELECT ticket_id, "
        + since
        + " AS since "
        + BACKLOG_ROWS
        + condition
        + " ORDER BY "
        + since
        + " LIMIT 1) f JOIN ticket t ON t.id = f.ticket_id)";
  }
}
