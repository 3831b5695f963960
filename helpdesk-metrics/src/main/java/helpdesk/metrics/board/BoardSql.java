package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Metric;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of the dashboard. They aggregate the catalogue's own rows, two periods at once:
 * {@code :from} is where the earlier one begins, {@code :now_from} the later, and what lies between
 * {@code :before_to} and {@code :now_from} is left out.
 */
final class BoardSql {
  /** Upper limits of the bars of the first response time, in seconds. */
  static final List<Long> RESPONSE_LIMITS = List.of(900L, 3_600L, 10_800L, 21_600L, 86_400L);

  /** Lower limits of the ages of the backlog, in seconds: 1, 3, 7 and 30 days. */
  static final List<Long> AGE_LIMITS = List.of(86_400L, 259_200L, 604_800L, 2_592_000L);

  private static final String TWO_PERIODS = " WHERE (r.at < :before_to OR r.at >= :now_from) ";

  static final String VOLUME =
      volume(Metric.TICKETS_CREATED, "r.channel")
          + " UNION ALL "
          + volume(Metric.TICKETS_RESOLVED, "NULL");

  static final String SHARES =
      shares(Metric.FIRST_RESPONSE_WITHIN_TARGET, "NULL::float8")
          + " UNION ALL "
          + shares(Metric.RESOLVED_WITHIN_24H, "NULL::float8")
          + " UNION ALL "
          + shares(Metric.CSAT, "r.value");

  static final String DURATIONS =
      durations(Metric.FIRST_RESPONSE_TIME)
          + " UNION ALL "
          + durations(Metric.FULL_RESOLUTION_TIME);

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
          + "] AS older, (SELECT count(*) FROM ("
          + Metric.BACKLOG_OPEN.rows(Clockwork.CALENDAR).replace(":to", ":before_to")
          + ") r) AS open_before"
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

  private static String volume(Metric metric, String channel) {
    return "SELECT '"
        + metric.id()
        + "' AS metric, width_bucket(r.at, (SELECT CAST(:edges AS timestamptz[]))) AS bucket, "
        + channel
        + " AS channel, count(*) AS n"
        + from(metric)
        + TWO_PERIODS
        + "GROUP BY 2, 3";
  }

  private static String shares(Metric metric, String score) {
    return "SELECT '"
        + metric.id()
        + "' AS metric, r.at >= :now_from AS now, "
        + score
        + " AS score, count(*) AS n, count(*) FILTER (WHERE r.hit) AS hits"
        + from(metric)
        + TWO_PERIODS
        + "GROUP BY 2, 3";
  }

  private static String durations(Metric metric) {
    String bins =
        RESPONSE_LIMITS.stream()
            .map(limit -> "count(*) FILTER (WHERE r.value <= " + limit + ")")
            .collect(Collectors.joining(", ", "ARRAY[", "]"));
    return "SELECT '"
        + metric.id()
        + "' AS metric, r.at >= :now_from AS now, count(*) AS n, avg(r.value) AS mean, max(r.value)"
        + " AS max, percentile_cont(CAST(:grid AS float8[])) WITHIN GROUP (ORDER BY r.value) AS"
        + " quantiles, "
        + bins
        + " AS at_most"
        + from(metric)
        + TWO_PERIODS
        + "GROUP BY 2";
  }

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

  private static String from(Metric metric) {
    return " FROM (" + metric.rows(Clockwork.CALENDAR) + ") r";
  }
}
