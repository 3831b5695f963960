package helpdesk.metrics.catalog;

/** The rows of metrics that no measure has, each with the columns that {@link Made} names. */
final class Queries {
  /** Measures, as they are stored. */
  private static final String CREATED = "1";

  private static final String RESPONSE = "4";
  private static final String FIRST_RESOLUTION = "11";
  private static final String LIVE_OFFERED = "29";

  private static final String NOTHING = "CAST(NULL AS float8)";

  /** What came in; a hit has been resolved since. */
  static final String RESOLVED_SINCE =
      contributions(
          CREATED,
          NOTHING,
          """
          EXISTS (SELECT 1 FROM contribution d
                   WHERE d.ticket_id = c.ticket_id AND d.measure = %s AND d.known <= :as_of)
          """
              .formatted(FIRST_RESOLUTION));

  /** What was resolved; a hit has a tag that says why it came. */
  static final String SAYS_WHY =
      contributions(
          FIRST_RESOLUTION,
          NOTHING,
          """
          EXISTS (SELECT 1 FROM ticket_tag x JOIN tag y ON y.id = x.tag_id
                   WHERE x.ticket_id = c.ticket_id AND y.kind = 'why')
          """);

  /** What was resolved; a hit has no tag. */
  static final String UNTAGGED =
      contributions(
          FIRST_RESOLUTION,
          NOTHING,
          "NOT EXISTS (SELECT 1 FROM ticket_tag x WHERE x.ticket_id = c.ticket_id)");

  /** Who gave up in the queue of a live channel, and after how long. */
  static final String GAVE_UP =
      contributions(LIVE_OFFERED, "CAST(c.calendar AS float8)", "c.hit") + " AND c.hit";

  /** Ratings after a solution; a hit is satisfied. */
  static final String CSAT = answers("csat", "csat5", "r.score", "r.score >= 4");

  /** Answers to how easy it was; a hit found it so. */
  static final String CES = answers("ces", "ces7", "r.score", "r.score >= 5");

  /** Answers to whether they would recommend us, each worth what it adds to the mean. */
  static final String NPS =
      answers(
          "nps",
          "nps",
          "CASE WHEN r.score >= 9 THEN 100 WHEN r.score <= 6 THEN -100 ELSE 0 END",
          "r.score >= 9");

  /** Who was asked; a hit answered. The foot of an answer asks nobody. */
  static final String INVITED =
      """
      SELECT i.id, i.ticket_id, i.sent_at AS at, NULL::float8 AS value, r.id IS NOT NULL AS hit,
             f.channel, f.priority, i.team_id, i.agent_id, i.survey AS detail
        FROM survey_invitation i
        LEFT JOIN survey_response r ON r.invitation_id = i.id AND NOT r.suspected_machine AND r.submitted_at <= :as_of
        LEFT JOIN ticket_fact f ON f.ticket_id = i.ticket_id
       WHERE i.state = 'sent' AND i.origin <> 'foot' AND i.bounced_at IS NULL
         AND i.sent_at >= :from AND i.sent_at < :to AND f.excluded_for IS NULL
      """;

  /** Low ratings of which it is certain whether they were followed up within 14 days, a hit was. */
  static final String FOLLOW_UPS =
      """
      SELECT r.id, r.ticket_id, coalesce(a.at, r.submitted_at + interval '336 hours') AS at,
             CAST(extract(epoch FROM a.at - r.submitted_at) AS float8) AS value, a.at IS NOT NULL AS hit,
             f.channel, f.priority, r.team_id, r.agent_id, r.survey AS detail
        FROM survey_response r JOIN ticket_fact f ON f.ticket_id = r.ticket_id
        LEFT JOIN LATERAL (
          SELECT min(c.at) AS at FROM contribution c
           WHERE c.ticket_id = r.ticket_id AND c.measure = %s AND c.known <= :as_of
             AND c.at > r.submitted_at AND c.at <= r.submitted_at + interval '336 hours') a ON true
       WHERE r.low AND NOT r.suspected_machine AND r.source <> 'open' AND f.excluded_for IS NULL
         AND r.submitted_at >= :from - interval '336 hours' AND r.submitted_at < :to
         AND coalesce(a.at, r.submitted_at + interval '336 hours') >= :from
         AND coalesce(a.at, r.submitted_at + interval '336 hours') < :to
         AND (a.at IS NOT NULL OR r.submitted_at + interval '336 hours' < :as_of)
      """
          .formatted(RESPONSE);

  /** Low ratings that were followed up, and how soon. */
  static final String FOLLOWED_UP = FOLLOW_UPS + " AND a.at IS NOT NULL";

  private Queries() {}

  private static String contributions(String measure, String value, String hit) {
    return """
        SELECT (c.ticket_id * 64 + c.measure) * 4096 + c.n AS id, c.ticket_id, c.at, {value} AS value,
               {hit} AS hit, c.channel, c.priority, c.team_id, c.agent_id, c.detail
          FROM contribution c
         WHERE c.measure = {measure} AND c.at >= :from AND c.at < :to AND c.known <= :as_of
        """
        .replace("{value}", value)
        .replace("{hit}", hit)
        .replace("{measure}", measure);
  }

  /**
   * Few tickets are excluded, so they are looked for, not every ticket with an answer; channel and
   * priority are looked up only where somebody asks.
   */
  private static String answers(String survey, String kind, String value, String hit) {
    return """
        SELECT r.id, r.ticket_id, r.submitted_at AS at, CAST({value} AS float8) AS value, {hit} AS hit,
               (SELECT f.channel FROM ticket_fact f WHERE f.ticket_id = r.ticket_id) AS channel,
               (SELECT f.priority FROM ticket_fact f WHERE f.ticket_id = r.ticket_id) AS priority,
               r.team_id, r.agent_id, NULL::text AS detail
          FROM survey_response r
         WHERE r.survey = '{survey}' AND r.kind = '{kind}' AND r.source <> 'open' AND NOT r.suspected_machine
           AND r.submitted_at >= :from AND r.submitted_at < :to
           AND NOT EXISTS (SELECT FROM ticket_fact x WHERE x.ticket_id = r.ticket_id AND x.excluded_for IS NOT NULL)
        """
        .replace("{value}", value)
        .replace("{hit}", hit)
        .replace("{survey}", survey)
        .replace("{kind}", kind);
  }
}
