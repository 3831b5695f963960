package helpdesk.metrics.catalog;

import helpdesk.metrics.measure.Measure;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Of what a metric is made: of the contributions to some measures, or of rows that a query finds.
 * Either way there are rows with the columns {@code id, ticket_id, at, value, hit, channel,
 * priority, team_id, agent_id, detail}; a query may use {@code :from}, {@code :to} (which no longer
 * belongs to the period) and {@code :as_of}.
 *
 * @param measures pooled; empty where a query finds the rows
 * @param counts which of them
 * @param query null where contributions are the rows
 */
public record Made(Set<Measure> measures, Counts counts, @Nullable String query) {
  /** Which contributions count, and what a hit is. */
  public enum Counts {
    /** All. */
    ALL,
    /** Those that hit or miss, of a measure of which some do neither. */
    JUDGED,
    /** Those that hit. */
    HITS,
    /** Those that do not. */
    MISSES,
    /** All, with hit and miss exchanged: the share of misses. */
    TURNED
  }

  /** Of all contributions to these measures. */
  static Made of(Measure first, Measure... more) {
    return new Made(EnumSet.of(first, more), Counts.ALL, null);
  }

  /** Of those that hit or miss. */
  static Made judged(Measure measure) {
    return new Made(EnumSet.of(measure), Counts.JUDGED, null);
  }

  /** Of those that do not hit. */
  static Made ofMisses(Measure first, Measure... more) {
    return new Made(EnumSet.of(first, more), Counts.MISSES, null);
  }

  /** Of all, a miss being the hit. */
  static Made turned(Measure measure) {
    return new Made(EnumSet.of(measure), Counts.TURNED, null);
  }

  /** Of who is in the backlog at the end of the period. */
  static Made ofStays() {
    return new Made(EnumSet.of(Measure.STAY, Measure.STAY_OVER), Counts.ALL, null);
  }

  /** Of the rows of a query. */
  static Made ofRows(String query) {
    return new Made(EnumSet.noneOf(Measure.class), Counts.ALL, query);
  }

  /** Whether sums by the day can tell it. */
  boolean summed() {
    return query == null;
  }

  private boolean stays() {
    return measures.contains(Measure.STAY);
  }

  /** The query for the rows. */
  String rows(Clockwork clock) {
    if (query != null) return query;
    if (stays()) return STAYS;
    String codes =
        measures.stream().map(m -> String.valueOf(m.code())).collect(Collectors.joining(", "));
    String hit = counts == Counts.TURNED ? "NOT c.hit" : "c.hit";
    String which =
        switch (counts) {
          case ALL, TURNED -> "";
          case JUDGED -> " AND c.hit IS NOT NULL";
          case HITS -> " AND c.hit";
          case MISSES -> " AND NOT c.hit";
        };
    return CONTRIBUTIONS
        .replace("{value}", "c." + clock.key())
        .replace("{hit}", hit)
        .replace("{measures}", codes)
        .replace("{which}", which);
  }

  /** One of them is told from another of the same second by ticket, measure and number. */
  private static final String CONTRIBUTIONS =
      """
      SELECT (c.ticket_id * 64 + c.measure) * 4096 + c.n AS id, c.ticket_id, c.at, CAST({value} AS float8) AS value,
             {hit} AS hit, c.channel, c.priority, c.team_id, c.agent_id, c.detail
        FROM contribution c
       WHERE c.measure IN ({measures}) AND c.at >= :from AND c.at < :to AND c.known <= :as_of{which}
      """;

  /**
   * How old a ticket was when it came (back) is the value of its stay, so no ticket is looked up.
   */
  private static final String STAYS =
      """
      SELECT c.ticket_id AS id, c.ticket_id, c.at,
             CAST(floor(extract(epoch FROM least(:to, :as_of) - c.at)) + c.calendar AS float8) AS value,
             CAST(NULL AS boolean) AS hit, c.channel, c.priority, c.team_id, c.agent_id, c.detail
        FROM contribution c
       WHERE c.measure = 28 AND c.until IS NULL AND c.at < :to
      UNION ALL
      SELECT c.ticket_id, c.ticket_id, c.at,
             CAST(floor(extract(epoch FROM least(:to, :as_of) - c.at)) + c.calendar AS float8),
             NULL, c.channel, c.priority, c.team_id, c.agent_id, c.detail
        FROM contribution c
       WHERE c.measure = 28 AND c.until >= :to AND c.at < :to
      """;
}
