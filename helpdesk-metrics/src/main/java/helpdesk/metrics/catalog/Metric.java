package helpdesk.metrics.catalog;

import helpdesk.metrics.measure.Measure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every metric, once: of what it is made, so that the figure, its parts and the list behind it
 * cannot differ. Names, definitions and formulas in words are texts under {@code metric.<id>};
 * docs/metrics.md has them in one piece.
 */
public enum Metric {
  TICKETS_CREATED(Kind.COUNT, Axis.EFFICIENCY, Better.NEITHER, null, Made.of(Measure.CREATED)),
  CHANNEL_MIX(Kind.MIX, Axis.EFFICIENCY, Better.NEITHER, null, Made.of(Measure.CREATED)),
  TICKETS_RESOLVED(
      Kind.COUNT, Axis.EFFICIENCY, Better.HIGHER, null, Made.of(Measure.FIRST_RESOLUTION)),
  BACKLOG_OPEN(Kind.STOCK, Axis.EFFICIENCY, Better.LOWER, null, Made.ofStays()),
  BACKLOG_UNASSIGNED(
      Kind.STOCK_NOW,
      Axis.EFFICIENCY,
      Better.LOWER,
      null,
      Made.ofRows(
          """
          SELECT ticket_id AS id, ticket_id, created_at AS at, floor(extract(epoch FROM :as_of - created_at))::float8 AS value,
                 NULL::boolean AS hit, channel, priority, team_id, assignee_id AS agent_id, NULL::text AS detail
            FROM ticket_fact
           WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import') AND assignee_id IS NULL
          """)),
  BACKLOG_WAITING(
      Kind.STOCK_NOW,
      Axis.QUALITY,
      Better.LOWER,
      null,
      Made.ofRows(
          """
          SELECT ticket_id AS id, ticket_id, waiting_since AS at, floor(extract(epoch FROM :as_of - waiting_since))::float8 AS value,
                 NULL::boolean AS hit, channel, priority, team_id, assignee_id AS agent_id, NULL::text AS detail
            FROM ticket_fact WHERE NOT terminal AND excluded_for IS NULL AND waiting_since IS NOT NULL
          """)),
  UNANSWERED_NOW(
      Kind.STOCK_NOW,
      Axis.QUALITY,
      Better.LOWER,
      null,
      Made.ofRows(
          """
          SELECT ticket_id AS id, ticket_id, waiting_since AS at, floor(extract(epoch FROM :as_of - waiting_since))::float8 AS value,
                 NULL::boolean AS hit, channel, priority, team_id, assignee_id AS agent_id, NULL::text AS detail
            FROM ticket_fact
           WHERE NOT terminal AND excluded_for IS NULL AND response_state = 'waiting' AND waiting_since IS NOT NULL
          """)),
  FIRST_RESPONSE_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      Targets.FIRST_RESPONSE,
      Made.of(Measure.FIRST_RESPONSE)),
  /**
   * Of the waits whose outcome became known: answered in time, or the limit passed. Who still waits
   * past the limit is a failure at once, and one is for good (docs/metrics.md, B.0).
   */
  FIRST_RESPONSE_WITHIN_TARGET(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      Targets.FIRST_RESPONSE,
      Made.of(Measure.FIRST_RESPONSE_OUTCOME)),
  FIRST_RESOLUTION_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      Targets.RESOLUTION,
      Made.of(Measure.FIRST_RESOLUTION)),
  FULL_RESOLUTION_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      Targets.RESOLUTION,
      Made.of(Measure.FULL_RESOLUTION)),
  RESOLVED_WITHIN_24H(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      Targets.RESOLUTION,
      Made.of(Measure.RESOLVED_24H_OUTCOME)),
  REOPEN_RATE(Kind.RATE, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.FIRST_RESOLUTION)),
  REPLIES_PER_RESOLUTION(Kind.MEAN, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.REPLIES)),
  FCR_RATE(Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.FIRST_CONTACT)),
  CSAT(
      Kind.RATE,
      Axis.QUALITY,
      Better.HIGHER,
      null,
      Made.ofRows(
          """
          SELECT r.id, r.ticket_id, r.submitted_at AS at, r.score::float8 AS value, r.score >= 4 AS hit,
                 f.channel, f.priority, r.team_id, r.agent_id, NULL::text AS detail
            FROM survey_response r LEFT JOIN ticket_fact f ON f.ticket_id = r.ticket_id
           WHERE r.survey = 'csat' AND r.kind = 'csat5' AND r.source <> 'open' AND NOT r.suspected_machine
             AND r.submitted_at >= :from AND r.submitted_at < :to AND f.excluded_for IS NULL
          """));

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
  private final Made made;

  Metric(Kind kind, Axis axis, Better better, @Nullable Duration target, Made made) {
    this.kind = kind;
    this.axis = axis;
    this.better = better;
    this.target = target;
    this.made = made;
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

  /** Of what it is made. */
  public Made made() {
    return made;
  }
}
