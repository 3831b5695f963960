package helpdesk.metrics.timeline;

import helpdesk.story.Resolves;
import helpdesk.story.ResponseState;
import helpdesk.story.States;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said in numbers about one ticket at one instant (docs/metrics.md). All
 * durations are whole seconds. The facts of an excluded ticket are computed like any other's;
 * whoever counts leaves it out.
 *
 * @param excluded why it counts nowhere: {@code import}, {@code merged}, {@code trashed}, {@code
 *     spam}; null if it counts
 * @param firstResponse null unless answered
 * @param waitingSince since when the customer has been waiting for an answer, null if nobody waits
 * @param queueFirst until the first assignment, null if never assigned
 * @param queueTotal without an assignee while new or open, null while only a bot has it
 * @param handleSeconds null if nobody measured
 * @param fullResolution null unless resolved now
 * @param resolvedWithin24h null while undecided, or where it does not apply
 * @param oneTouch null where it does not apply
 * @param fcr resolved at the first contact; null where it does not apply or is undecided
 * @param fcrMature whether the time in which it could still fail is over, null where it does not
 *     apply
 * @param state how the ticket stands
 * @param trail what happened to it one by one, and who had it then
 */
public record TicketFacts(
    Instant createdAt,
    String origin,
    @Nullable String excluded,
    ResponseState firstResponseState,
    @Nullable Response firstResponse,
    List<Cycle> nextResponses,
    @Nullable Instant waitingSince,
    Span requesterWait,
    Span agentWork,
    Span customerWait,
    Span onHold,
    @Nullable Span queueFirst,
    @Nullable Span queueTotal,
    @Nullable Long handleSeconds,
    @Nullable Resolution firstResolution,
    @Nullable Resolution fullResolution,
    int reopens,
    int agentReplies,
    @Nullable Boolean resolvedWithin24h,
    @Nullable Boolean oneTouch,
    @Nullable Boolean fcr,
    @Nullable Boolean fcrMature,
    int escalations,
    Standing state,
    Trail trail) {

  /** Origins whose tickets are demand: volume, first-contact and 24-hour figures count them. */
  public static boolean isDemand(String origin) {
    return origin.equals("inbound") || origin.equals("split") || origin.equals("on_behalf");
  }

  /** Whether it counts as demand. */
  public boolean counted() {
    return excluded == null && isDemand(origin);
  }

  /** The same span by the two clocks. */
  public record Span(long calendar, long business) {}

  /**
   * The first answer.
   *
   * @param from when the clock began
   * @param agent who wrote it, null where the log does not say
   * @param team the ticket's team at that instant
   */
  public record Response(
      Instant from, Instant at, Span took, @Nullable Long agent, @Nullable Long team) {}

  /**
   * One wait for a next answer.
   *
   * @param to when it ended, null while it lasts
   * @param took null unless answered
   */
  public record Cycle(
      Instant from,
      @Nullable Instant to,
      ResponseState outcome,
      @Nullable Span took,
      @Nullable Long agent,
      @Nullable Long team) {}

  /**
   * A resolve.
   *
   * @param assignee who had the ticket then
   * @param team whose ticket it was then
   */
  public record Resolution(Instant at, Span took, @Nullable Long assignee, @Nullable Long team) {}

  /**
   * How the ticket stands.
   *
   * @param channel the one it came by
   * @param responseClockFrom when the clock of the first response began, null if it never did
   * @param cancelledAt when the first response was cancelled, null if it was not
   * @param open its stays in the backlog, in order
   * @param cleanFirstContact whether the first resolution was on the first contact as far as is
   *     known, however young it is; null where it does not apply
   */
  public record Standing(
      String status,
      String priority,
      String channel,
      @Nullable Long assignee,
      @Nullable Long team,
      @Nullable Instant responseClockFrom,
      @Nullable Instant cancelledAt,
      List<Resolves.Open> open,
      @Nullable Boolean cleanFirstContact) {
    /** Whether it is resolved or closed. */
    public boolean terminal() {
      return States.terminal(status);
    }
  }
}
