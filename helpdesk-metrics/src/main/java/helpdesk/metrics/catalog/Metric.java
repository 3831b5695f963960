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
  MESSAGES_IN(Kind.COUNT, Axis.EFFICIENCY, Better.NEITHER, null, Made.of(Measure.MESSAGE_IN)),
  TICKETS_OUTBOUND(
      Kind.COUNT, Axis.EFFICIENCY, Better.NEITHER, null, Made.of(Measure.OUTBOUND_CREATED)),
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
  NEXT_RESPONSE_TIME(
      Kind.DURATION, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.NEXT_RESPONSE)),
  RESPONSE_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      null,
      Made.of(Measure.FIRST_RESPONSE, Measure.NEXT_RESPONSE)),
  REQUESTER_WAIT_TIME(
      Kind.DURATION, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.REQUESTER_WAIT)),
  AGENT_WORK_TIME(Kind.DURATION, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.AGENT_WORK)),
  CUSTOMER_WAIT_TIME(
      Kind.DURATION, Axis.EFFICIENCY, Better.NEITHER, null, Made.of(Measure.CUSTOMER_WAIT)),
  ON_HOLD_TIME(Kind.DURATION, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.ON_HOLD)),
  HANDLE_TIME(Kind.DURATION, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.HANDLE)),
  QUEUE_TIME_FIRST(
      Kind.DURATION, Axis.EFFICIENCY, Better.LOWER, Targets.QUEUE, Made.of(Measure.QUEUE_FIRST)),
  QUEUE_TIME_TOTAL(
      Kind.DURATION, Axis.EFFICIENCY, Better.LOWER, Targets.QUEUE, Made.of(Measure.QUEUE_TOTAL)),
  QUEUE_LIMIT_EXCEEDED(
      Kind.RATE, Axis.EFFICIENCY, Better.LOWER, Targets.QUEUE, Made.turned(Measure.QUEUE_OUTCOME)),
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
  /**
   * Of those that came in, not of those of the period: it can be followed and never exceeds 100.
   */
  RESOLUTION_RATE(
      Kind.RATE, Axis.EFFICIENCY, Better.HIGHER, null, Made.ofRows(Queries.RESOLVED_SINCE)),
  REOPEN_RATE(Kind.RATE, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.FIRST_RESOLUTION)),
  REOPENS_TOTAL(Kind.COUNT, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.REOPENED)),
  REPLIES_PER_RESOLUTION(Kind.MEAN, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.REPLIES)),
  RESOLVED_WITHOUT_REPLY_RATE(
      Kind.RATE, Axis.QUALITY, Better.NEITHER, null, Made.of(Measure.WITHOUT_REPLY)),
  REPLIES_SENT(Kind.COUNT, Axis.EFFICIENCY, Better.NEITHER, null, Made.of(Measure.RESPONSE)),
  ESCALATIONS_TOTAL(Kind.COUNT, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.ESCALATED)),
  ESCALATION_RATE(Kind.RATE, Axis.EFFICIENCY, Better.LOWER, null, Made.of(Measure.CREATED)),
  FCR_RATE(Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.FIRST_CONTACT)),
  ONE_TOUCH(Kind.RATE, Axis.EFFICIENCY, Better.HIGHER, null, Made.judged(Measure.FULL_RESOLUTION)),
  SLA_COMPLIANCE_FIRST_RESPONSE(
      Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.SLA_FIRST_RESPONSE)),
  SLA_COMPLIANCE_NEXT_RESPONSE(
      Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.SLA_NEXT_RESPONSE)),
  SLA_COMPLIANCE_RESOLUTION(
      Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.SLA_RESOLUTION)),
  SLA_COMPLIANCE_TICKET(
      Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.PROMISES_KEPT)),
  SLA_BREACHES(
      Kind.COUNT,
      Axis.QUALITY,
      Better.LOWER,
      null,
      Made.ofMisses(Measure.SLA_FIRST_RESPONSE, Measure.SLA_NEXT_RESPONSE, Measure.SLA_RESOLUTION)),
  ABANDONMENT_RATE(Kind.RATE, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.LIVE_OFFERED)),
  AVERAGE_SPEED_OF_ANSWER(
      Kind.DURATION, Axis.QUALITY, Better.LOWER, null, Made.of(Measure.LIVE_ANSWERED)),
  TIME_TO_ABANDON(Kind.DURATION, Axis.QUALITY, Better.NEITHER, null, Made.ofRows(Queries.GAVE_UP)),
  ANSWERED_WITHIN(Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.of(Measure.LIVE_SOON)),
  CSAT(Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.ofRows(Queries.CSAT)),
  CSAT_MEAN(Kind.MEAN, Axis.QUALITY, Better.HIGHER, null, Made.ofRows(Queries.CSAT)),
  /** The mean of what each answer gives: 100 for 9 and 10, -100 for 0 to 6, else 0. */
  NPS(Kind.MEAN, Axis.VALUE, Better.HIGHER, null, Made.ofRows(Queries.NPS)),
  CES_EASY(Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.ofRows(Queries.CES)),
  CES_MEAN(Kind.MEAN, Axis.QUALITY, Better.HIGHER, null, Made.ofRows(Queries.CES)),
  SURVEY_RESPONSE_RATE(Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.ofRows(Queries.INVITED)),
  LOW_RATING_FOLLOWUP_RATE(
      Kind.RATE, Axis.QUALITY, Better.HIGHER, null, Made.ofRows(Queries.FOLLOW_UPS)),
  LOW_RATING_FOLLOWUP_TIME(
      Kind.DURATION,
      Axis.QUALITY,
      Better.LOWER,
      Targets.FOLLOW_UP,
      Made.ofRows(Queries.FOLLOWED_UP)),
  WHY_COVERAGE(Kind.RATE, Axis.VALUE, Better.HIGHER, null, Made.ofRows(Queries.SAYS_WHY)),
  UNTAGGED_RATE(Kind.RATE, Axis.VALUE, Better.LOWER, null, Made.ofRows(Queries.UNTAGGED));

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
    static final Duration QUEUE = Duration.ofHours(1);
    static final Duration FOLLOW_UP = Duration.ofDays(1);
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

  /** The word other systems know, such as {@code seconds}, {@code percent} or {@code tickets}. */
  public String unit() {
    return switch (this) {
      case REPLIES_PER_RESOLUTION, REPLIES_SENT -> "replies";
      case ESCALATIONS_TOTAL -> "escalations";
      case NPS -> "points";
      case CSAT_MEAN, CES_MEAN -> "score";
      case MESSAGES_IN -> "messages";
      case REOPENS_TOTAL -> "reopenings";
      case SLA_BREACHES -> "breaches";
      default ->
          switch (kind) {
            case DURATION -> "seconds";
            case RATE, MIX -> "percent";
            case COUNT, MEAN, STOCK, STOCK_NOW -> "tickets";
          };
    };
  }

  /** Whether its rows are answers to surveys, of which some belong to no ticket. */
  public boolean ofAnswers() {
    return switch (this) {
      case CSAT, CSAT_MEAN, NPS, CES_EASY, CES_MEAN -> true;
      default -> false;
    };
  }

  /** The best score on the scale of the survey that it is of, null where there is no such scale. */
  public @Nullable Integer best() {
    return switch (this) {
      case CSAT, CSAT_MEAN -> 5;
      case CES_EASY, CES_MEAN -> 7;
      default -> null;
    };
  }

  /** Of what it is made. */
  public Made made() {
    return made;
  }
}
