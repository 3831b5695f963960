package helpdesk.metrics.catalog;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every metric, once. Its query names the rows it is computed from, so that the figure and the list
 * behind it cannot differ. Names, definitions and formulas in words are texts under {@code
 * metric.<id>}; docs/metrics.md has them in one piece.
 *
 * <p>Each query gives the columns {@code id, ticket_id, at, value, hit, channel, team_id, agent_id}
 * and may use {@code :from}, {@code :to} (which no longer belongs to the period), {@code :as_of}
 * and {@code :target} in seconds; {@code {clock}} stands for the clock asked for. Who is credited
 * is decided by docs/metrics.md, B.0: the author for responses, who had the ticket for resolutions,
 * who has it now for volume and backlog.
 */
public enum Metric {
  TICKETS_CREATED(
      Kind.COUNT,
      Axis.EFFICIENCY,
      Better.NEITHER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, created_at AS at, NULL::float8 AS value, NULL::boolean AS hit,
             channel, team_id, assignee_id AS agent_id
        FROM ticket_fact WHERE counted AND created_at >= :from AND created_at < :to
      """),
  CHANNEL_MIX(Kind.MIX, Axis.EFFICIENCY, Better.NEITHER, null, TICKETS_CREATED.rows),
  TICKETS_RESOLVED(
      Kind.COUNT,
      Axis.EFFICIENCY,
      Better.HIGHER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, first_resolved_at AS at, first_resolution_{clock}::float8 AS value,
             first_resolution_{clock} <= :target AS hit, channel, first_resolved_team_id AS team_id, first_resolved_agent_id AS agent_id
        FROM ticket_fact
       WHERE first_resolved_at >= :from AND first_resolved_at < :to AND excluded_for IS NULL
      """),
  BACKLOG_OPEN(
      Kind.STOCK,
      Axis.EFFICIENCY,
      Better.LOWER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, created_at AS at,
             floor(extract(epoch FROM least(:to, :as_of) - created_at))::float8 AS value,
             NULL::boolean AS hit, channel, team_id, assignee_id AS agent_id
        FROM ticket_fact
       WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import') AND created_at < :to
         AND (reopens = 0 OR open_during @> (:to - interval '1 microsecond'))
      UNION ALL
      SELECT ticket_id, ticket_id, created_at, floor(extract(epoch FROM least(:to, :as_of) - created_at))::float8,
             NULL::boolean, channel, team_id, assignee_id
        FROM ticket_fact
       WHERE full_resolved_at >= :to AND (excluded_for IS NULL OR excluded_for = 'import') AND created_at < :to
         AND (reopens = 0 OR open_during @> (:to - interval '1 microsecond'))
      """),
  BACKLOG_UNASSIGNED(
      Kind.STOCK_NOW,
      Axis.EFFICIENCY,
      Better.LOWER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, created_at AS at, floor(extract(epoch FROM :as_of - created_at))::float8 AS value,
             NULL::boolean AS hit, channel, team_id, assignee_id AS agent_id
        FROM ticket_fact
       WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import') AND assignee_id IS NULL
      """),
  BACKLOG_WAITING(
      Kind.STOCK_NOW,
      Axis.QUALITY,
      Better.LOWER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, waiting_since AS at, floor(extract(epoch FROM :as_of - waiting_since))::float8 AS value,
             NULL::boolean AS hit, channel, team_id, assignee_id AS agent_id
        FROM ticket_fact WHERE NOT terminal AND excluded_for IS NULL AND waiting_since IS NOT NULL
      """),
  UNANSWERED_NOW(
      Kind.STOCK_NOW,
      Axis.QUALITY,
      Better.LOWER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, waiting_since AS at, floor(extract(epoch FROM :as_of - waiting_since))::float8 AS value,
             NULL::boolean AS hit, channel, team_id, assignee_id AS agent_id
        FROM ticket_fact
       WHERE NOT terminal AND excluded_for IS NULL AND response_state = 'waiting' AND waiting_since IS NOT NULL
      """),
  FIRST_RESPONSE_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      Targets.FIRST_RESPONSE,
      """
      SELECT ticket_id AS id, ticket_id, response_at AS at, response_{clock}::float8 AS value,
             response_{clock} <= :target AS hit, channel, response_team_id AS team_id, response_agent_id AS agent_id
        FROM ticket_fact
       WHERE response_state = 'answered' AND excluded_for IS NULL AND response_at >= :from AND response_at < :to
      """),
  /**
   * Of the waits whose outcome became known: answered in time, or the limit passed. Who still waits
   * past the limit is a failure at once, and one is for good (docs/metrics.md, B.0).
   */
  FIRST_RESPONSE_WITHIN_TARGET(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      Targets.FIRST_RESPONSE,
      """
      SELECT ticket_id AS id, ticket_id, response_at AS at, response_calendar::float8 AS value, true AS hit,
             channel, response_team_id AS team_id, response_agent_id AS agent_id
        FROM ticket_fact
       WHERE response_state = 'answered' AND excluded_for IS NULL AND response_at >= :from AND response_at < :to
         AND response_calendar <= :target
      UNION ALL
      SELECT ticket_id, ticket_id, response_from + :target * interval '1 second', response_calendar::float8, false,
             channel, coalesce(response_team_id, team_id), coalesce(response_agent_id, assignee_id)
        FROM ticket_fact
       WHERE response_from IS NOT NULL AND excluded_for IS NULL
         AND response_from >= :from - :target * interval '1 second'
         AND response_from < :to - :target * interval '1 second'
         AND response_from + :target * interval '1 second' < :as_of
         AND coalesce(response_at, response_cancelled_at, 'infinity') > response_from + :target * interval '1 second'
      """),
  FIRST_RESOLUTION_TIME(
      Kind.DURATION, Axis.QUALITY, Better.LOWER, Targets.RESOLUTION, TICKETS_RESOLVED.rows),
  FULL_RESOLUTION_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      Targets.RESOLUTION,
      """
      SELECT ticket_id AS id, ticket_id, full_resolved_at AS at, full_resolution_{clock}::float8 AS value,
             full_resolution_{clock} <= :target AS hit, channel, full_resolved_team_id AS team_id,
             full_resolved_agent_id AS agent_id
        FROM ticket_fact
       WHERE full_resolved_at >= :from AND full_resolved_at < :to AND excluded_for IS NULL
      """),
  RESOLVED_WITHIN_24H(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      Targets.RESOLUTION,
      """
      SELECT ticket_id AS id, ticket_id, first_resolved_at AS at, first_resolution_calendar::float8 AS value, true AS hit,
             channel, first_resolved_team_id AS team_id, first_resolved_agent_id AS agent_id
        FROM ticket_fact
       WHERE counted AND excluded_for IS NULL AND first_resolved_at >= :from AND first_resolved_at < :to
         AND first_resolution_calendar <= 86400
      UNION ALL
      SELECT ticket_id, ticket_id, created_at + interval '86400 seconds', first_resolution_calendar::float8, false,
             channel, coalesce(first_resolved_team_id, team_id), coalesce(first_resolved_agent_id, assignee_id)
        FROM ticket_fact
       WHERE counted AND created_at >= :from - interval '86400 seconds' AND created_at < :to - interval '86400 seconds'
         AND created_at + interval '86400 seconds' < :as_of
         AND coalesce(first_resolved_at, 'infinity') > created_at + interval '86400 seconds'
      """),
  REOPEN_RATE(
      Kind.RATE,
      Axis.QUALITY,
      Better.LOWER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, first_resolved_at AS at, reopens::float8 AS value, reopens > 0 AS hit,
             channel, first_resolved_team_id AS team_id, first_resolved_agent_id AS agent_id
        FROM ticket_fact
       WHERE first_resolved_at >= :from AND first_resolved_at < :to AND excluded_for IS NULL
      """),
  REPLIES_PER_RESOLUTION(
      Kind.MEAN,
      Axis.EFFICIENCY,
      Better.LOWER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, full_resolved_at AS at, replies::float8 AS value, NULL::boolean AS hit,
             channel, full_resolved_team_id AS team_id, full_resolved_agent_id AS agent_id
        FROM ticket_fact
       WHERE full_resolved_at >= :from AND full_resolved_at < :to AND excluded_for IS NULL
      """),
  FCR_RATE(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      null,
      """
      SELECT ticket_id AS id, ticket_id, first_resolved_at AS at, NULL::float8 AS value, first_contact AS hit,
             channel, first_resolved_team_id AS team_id, first_resolved_agent_id AS agent_id
        FROM ticket_fact
       WHERE first_resolved_at >= :from AND first_resolved_at < :to AND excluded_for IS NULL
         AND first_contact IS NOT NULL AND first_resolved_at <= :as_of - interval '604800 seconds'
      """),
  CSAT(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      null,
      """
      SELECT r.id, r.ticket_id, r.submitted_at AS at, r.score::float8 AS value, r.score >= 4 AS hit,
             f.channel, r.team_id, r.agent_id
        FROM survey_response r LEFT JOIN ticket_fact f ON f.ticket_id = r.ticket_id
       WHERE r.survey = 'csat' AND r.kind = 'csat5' AND r.source <> 'open' AND NOT r.suspected_machine
         AND r.submitted_at >= :from AND r.submitted_at < :to AND f.excluded_for IS NULL
      """);

  /** How a figure is made of the rows. */
  public enum Kind {
    /** How many rows. */
    COUNT,
    /** How many rows at the end of the period. */
    STOCK,
    /** How many rows now, whatever the period. */
    STOCK_NOW,
    /** The median of the values, with mean, 90th percentile and maximum. */
    DURATION,
    /** The mean of the values. */
    MEAN,
    /** The share of hits, in percent. */
    RATE,
    /** The shares of the channels, in percent. */
    MIX;

    /** Whether the figure is made of the rows' values, so that rows without one do not count. */
    public boolean measures() {
      return this == DURATION || this == MEAN;
    }

    /** Whether the figure has no period. */
    public boolean stock() {
      return this == STOCK || this == STOCK_NOW;
    }
  }

  /** Which of the three questions it answers. */
  public enum Axis {
    QUALITY,
    VALUE,
    EFFICIENCY;

    /** The word other systems know. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In which direction it is better. */
  public enum Better {
    LOWER,
    HIGHER,
    NEITHER
  }

  private static final class Targets {
    static final Duration FIRST_RESPONSE = Duration.ofHours(6);
    static final Duration RESOLUTION = Duration.ofHours(24);
  }

  private final Kind kind;
  private final Axis axis;
  private final Better better;
  private final @Nullable Duration target;
  private final String rows;

  Metric(Kind kind, Axis axis, Better better, @Nullable Duration target, String rows) {
    this.kind = kind;
    this.axis = axis;
    this.better = better;
    this.target = target;
    this.rows = rows;
  }

  /** The metric of that id, if there is one. */
  public static Optional<Metric> of(String id) {
    return Arrays.stream(values()).filter(m -> m.id().equals(id)).findFirst();
  }

  /** The stable name, such as {@code first_response_time}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How the figure is made of the rows. */
  public Kind kind() {
    return kind;
  }

  /** Which question it answers. */
  public Axis axis() {
    return axis;
  }

  /** In which direction it is better. */
  public Better better() {
    return better;
  }

  /** The duration that is held to be good, null where there is none. */
  public @Nullable Duration target() {
    return target;
  }

  /** {@code seconds}, {@code percent}, {@code replies} or {@code tickets}. */
  public String unit() {
    return switch (kind) {
      case DURATION -> "seconds";
      case RATE, MIX -> "percent";
      case MEAN -> "replies";
      case COUNT, STOCK, STOCK_NOW -> "tickets";
    };
  }

  /** Whether its rows are answers to surveys, of which some belong to no ticket. */
  public boolean ofAnswers() {
    return this == CSAT;
  }

  /** The query for the rows behind the figure. */
  public String rows(Clockwork clock) {
    return rows.replace("{clock}", clock.key());
  }
}
