package helpdesk.metrics.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import helpdesk.metrics.timeline.TicketFacts.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of a ticket under the names by which other systems know them, durations in seconds. */
public final class FactsInWords {
  private FactsInWords() {}

  /** What can be said: of an excluded ticket only why it is excluded. */
  public static Object of(TicketFacts facts) {
    return facts.excluded() == null ? counted(facts) : new Excluded(facts.excluded());
  }

  /** A ticket that counts nowhere. */
  public record Excluded(String excluded) {}

  /** A duration that ended at an instant. */
  @JsonPropertyOrder({"at", "calendar", "business"})
  public record Ended(Instant at, long calendar, long business) {
    static Ended of(Instant at, Span took) {
      return new Ended(at, took.calendar(), took.business());
    }
  }

  /** A wait for a next answer. */
  public record Wait(
      Instant from,
      @Nullable Instant to,
      String outcome,
      @Nullable Long calendar,
      @Nullable Long business) {}

  /** A ticket that counts. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Counted(
      @Nullable String excluded,
      @JsonProperty("first_response_state") String firstResponseState,
      @JsonProperty("first_response") @Nullable Ended firstResponse,
      @JsonProperty("next_responses") List<Wait> nextResponses,
      @JsonProperty("waiting_since") @Nullable Instant waitingSince,
      @JsonProperty("requester_wait") Span requesterWait,
      @JsonProperty("agent_work") Span agentWork,
      @JsonProperty("customer_wait") Span customerWait,
      @JsonProperty("on_hold") Span onHold,
      @JsonProperty("queue_first") @Nullable Span queueFirst,
      @JsonProperty("queue_total") @Nullable Span queueTotal,
      @JsonProperty("handle_seconds") @Nullable Long handleSeconds,
      @JsonProperty("first_resolution") @Nullable Ended firstResolution,
      @JsonProperty("full_resolution") @Nullable Ended fullResolution,
      int reopens,
      @JsonProperty("agent_replies") int agentReplies,
      @JsonProperty("resolved_within_24h") @Nullable Boolean resolvedWithin24h,
      @JsonProperty("one_touch") @Nullable Boolean oneTouch,
      @Nullable Boolean fcr,
      @JsonProperty("fcr_mature") @Nullable Boolean fcrMature,
      int escalations) {}

  private static Counted counted(TicketFacts f) {
    return new Counted(
        null,
        f.firstResponseState().key(),
        f.firstResponse() == null
            ? null
            : Ended.of(f.firstResponse().at(), f.firstResponse().took()),
        f.nextResponses().stream().map(FactsInWords::wait).toList(),
        f.waitingSince(),
        f.requesterWait(),
        f.agentWork(),
        f.customerWait(),
        f.onHold(),
        f.queueFirst(),
        f.queueTotal(),
        f.handleSeconds(),
        resolution(f.firstResolution()),
        resolution(f.fullResolution()),
        f.reopens(),
        f.agentReplies(),
        f.resolvedWithin24h(),
        f.oneTouch(),
        f.fcr(),
        f.fcrMature(),
        f.escalations());
  }

  private static Wait wait(TicketFacts.Cycle cycle) {
    Span took = cycle.took();
    return new Wait(
        cycle.from(),
        cycle.to(),
        cycle.outcome().key(),
        took == null ? null : took.calendar(),
        took == null ? null : took.business());
  }

  private static @Nullable Ended resolution(TicketFacts.@Nullable Resolution resolution) {
    return resolution == null ? null : Ended.of(resolution.at(), resolution.took());
  }
}
