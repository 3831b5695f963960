package helpdesk.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a ticket: the whole vocabulary of the log. Each record is the payload
 * of one event type of docs/metrics.md, A.3; its components, in snake_case, are the stored keys.
 * Agents, teams, tickets and messages are named by id.
 */
public sealed interface TicketEvent {
  /** The stored word, such as {@code customer_message}. */
  default String type() {
    return EventCodec.storedType(this);
  }

  /** The payload with its stored keys. */
  default Map<String, Object> payload() {
    return EventCodec.map(this);
  }

  /** Whether it only says what a clock showed, which the other events tell as well. */
  default boolean tellsOfAClock() {
    return false;
  }

  record TicketCreated(
      String origin,
      String channel,
      String priority,
      String status,
      @Nullable Long group,
      @Nullable Long assignee,
      List<String> tags,
      boolean botHandling)
      implements TicketEvent {}

  record CustomerMessage(@Nullable Long message, String channel) implements TicketEvent {}

  record CustomerAutoMessage(@Nullable Long message, String reason) implements TicketEvent {}

  record AgentReply(@Nullable Long message, @Nullable Long agent, String channel)
      implements TicketEvent {}

  record InternalNote(@Nullable Long message, @Nullable Long agent) implements TicketEvent {}

  record AutoReply(@Nullable Long message, String reason) implements TicketEvent {}

  record BotReply() implements TicketEvent {}

  record ThirdPartyMessage() implements TicketEvent {}

  record BotHandoff() implements TicketEvent {}

  record CallAnswered(@Nullable Long agent) implements TicketEvent {}

  record CallEnded(@Nullable Long agent) implements TicketEvent {}

  record CallQueued() implements TicketEvent {}

  /**
   * @param waited how many seconds the caller had waited, where that was measured elsewhere
   */
  record CallAbandoned(@JsonProperty("wait") @Nullable Long waited) implements TicketEvent {}

  record ChatQueued() implements TicketEvent {}

  record ChatJoined(@Nullable Long agent) implements TicketEvent {}

  record ChatLeft(@Nullable Long agent) implements TicketEvent {}

  /**
   * @param waited how many seconds the visitor had waited, where that was measured elsewhere
   */
  record ChatAbandoned(@JsonProperty("wait") @Nullable Long waited) implements TicketEvent {}

  record Assigned(@Nullable Long agent) implements TicketEvent {}

  record Unassigned() implements TicketEvent {}

  record GroupChanged(@Nullable Long to) implements TicketEvent {}

  record PriorityChanged(String to) implements TicketEvent {}

  record TagsChanged(List<String> added, List<String> removed) implements TicketEvent {}

  record ChannelChanged(String to) implements TicketEvent {}

  record StatusChanged(String to) implements TicketEvent {}

  record Escalated(String kind, @Nullable Long toGroup, @Nullable String reason)
      implements TicketEvent {}

  record MergedInto(long target) implements TicketEvent {}

  record MergedFrom(long source, boolean unanswered) implements TicketEvent {}

  record MergeUndone(long source, long target) implements TicketEvent {}

  record SplitFrom(long ticket) implements TicketEvent {}

  record FollowUpCreated(long ticket) implements TicketEvent {}

  /**
   * @param reason why the desk itself held it for spam, such as {@code blocked_domain}; null where
   *     somebody said so
   * @param detail what it met, such as the domain
   */
  record MarkedSpam(@Nullable String reason, @Nullable String detail) implements TicketEvent {}

  record UnmarkedSpam() implements TicketEvent {}

  record Trashed() implements TicketEvent {}

  record Restored() implements TicketEvent {}

  record WorkStarted(@Nullable Long agent) implements TicketEvent {}

  record WorkEnded(@Nullable Long agent) implements TicketEvent {}

  record FieldChanged(String field, @Nullable String from, @Nullable String to)
      implements TicketEvent {}

  record SurveySent(String survey, @Nullable Long invitation) implements TicketEvent {}

  record SurveyBounced(String survey, @Nullable Long invitation) implements TicketEvent {}

  record SurveyAnswered(String survey, int score, @Nullable Long response) implements TicketEvent {}

  record SurveyEdited(String survey, int score, @Nullable Long response) implements TicketEvent {}

  /**
   * A promise will be broken soon.
   *
   * @param target such as {@code first_response}
   * @param due when it will be
   */
  record SlaWarning(String target, Instant due) implements TicketEvent {
    @Override
    public boolean tellsOfAClock() {
      return true;
    }
  }

  /** A promise was not kept, whatever came later. */
  record SlaBreached(String target, Instant due) implements TicketEvent {
    @Override
    public boolean tellsOfAClock() {
      return true;
    }
  }

  /** Nobody had taken the ticket in the time that its queue allows. */
  record QueueLimitExceeded() implements TicketEvent {
    @Override
    public boolean tellsOfAClock() {
      return true;
    }
  }
}
