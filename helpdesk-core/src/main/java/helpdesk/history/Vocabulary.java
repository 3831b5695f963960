package helpdesk.history;

import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Actor;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads events under their names in docs/metrics.md, A.3. */
final class Vocabulary {
  private static final int NAME = 200;
  private static final int TEXT = 2_000;

  /** What is computed from the other events here, and would be told twice. */
  private static final Set<String> COMPUTED =
      Set.of("sla_warning", "sla_breached", "queue_limit_exceeded");

  /** What only a person of the house can have done. */
  private static final Set<String> BY_AGENTS =
      Set.of(
          "agent_reply",
          "internal_note",
          "call_answered",
          "call_ended",
          "chat_joined",
          "chat_left");

  private Vocabulary() {}

  static boolean isComputed(String type) {
    return COMPUTED.contains(type);
  }

  /** Who did it, where the event does not say. */
  static Actor.Type usualActor(String type) {
    return switch (type) {
      case "ticket_created",
          "customer_message",
          "customer_auto_message",
          "call_queued",
          "call_abandoned",
          "chat_queued",
          "chat_abandoned" ->
          Actor.Type.CUSTOMER;
      case "agent_reply",
          "internal_note",
          "call_answered",
          "call_ended",
          "chat_joined",
          "chat_left",
          "work_started",
          "work_ended" ->
          Actor.Type.AGENT;
      case "bot_reply" -> Actor.Type.BOT;
      case "third_party_message" -> Actor.Type.THIRD_PARTY;
      default -> Actor.Type.SYSTEM;
    };
  }

  /** Whether the agent that the event names is the one who did it. */
  static boolean namesItsActor(String type) {
    return BY_AGENTS.contains(type) || type.equals("work_started") || type.equals("work_ended");
  }

  /**
   * One event.
   *
   * @param channel the ticket's
   * @throws RefusedLine if it cannot be read
   */
  static TicketEvent read(
      String type, Actor.Type actor, Fields e, ChannelKind channel, Names names) {
    if (BY_AGENTS.contains(type) && actor != Actor.Type.AGENT)
      throw e.wrong("actor", "must be agent for " + type);
    return switch (type) {
      case "ticket_created" -> created(e, channel, names);
      case "customer_message" -> new TicketEvent.CustomerMessage(null, channel(e, channel).key());
      case "customer_auto_message" ->
          new TicketEvent.CustomerAutoMessage(null, e.text("reason", TEXT, "auto"));
      case "agent_reply" ->
          new TicketEvent.AgentReply(null, agent(e, "agent", names), channel(e, channel).key());
      case "internal_note" -> new TicketEvent.InternalNote(null, agent(e, "agent", names));
      case "auto_reply" -> new TicketEvent.AutoReply(null, e.text("reason", TEXT, "auto"));
      case "bot_reply" -> new TicketEvent.BotReply();
      case "third_party_message" -> new TicketEvent.ThirdPartyMessage();
      case "bot_handoff" -> new TicketEvent.BotHandoff();
      case "call_answered" -> new TicketEvent.CallAnswered(agent(e, "agent", names));
      case "call_ended" -> new TicketEvent.CallEnded(agent(e, "agent", names));
      case "call_queued" -> new TicketEvent.CallQueued();
      case "call_abandoned" -> new TicketEvent.CallAbandoned(e.seconds("wait"));
      case "chat_queued" -> new TicketEvent.ChatQueued();
      case "chat_joined" -> new TicketEvent.ChatJoined(agent(e, "agent", names));
      case "chat_left" -> new TicketEvent.ChatLeft(agent(e, "agent", names));
      case "chat_abandoned" -> new TicketEvent.ChatAbandoned(e.seconds("wait"));
      case "work_started" -> new TicketEvent.WorkStarted(agent(e, "agent", names));
      case "work_ended" -> new TicketEvent.WorkEnded(agent(e, "agent", names));
      default -> change(type, e, channel, names);
    };
  }

  private static TicketEvent change(String type, Fields e, ChannelKind channel, Names names) {
    return switch (type) {
      case "assigned" -> new TicketEvent.Assigned(names.agent(e.required("agent", NAME)));
      case "unassigned" -> new TicketEvent.Unassigned();
      case "group_changed" -> new TicketEvent.GroupChanged(team(e, "to", names));
      case "priority_changed" -> new TicketEvent.PriorityChanged(to(e, Priority::of).key());
      case "status_changed" -> new TicketEvent.StatusChanged(to(e, Status::of).key());
      case "channel_changed" -> new TicketEvent.ChannelChanged(to(e, ChannelKind::of).key());
      case "tags_changed" -> new TicketEvent.TagsChanged(e.tags("added"), e.tags("removed"));
      case "escalated" ->
          new TicketEvent.Escalated(
              e.text("kind", NAME, "functional"),
              team(e, "to_group", names),
              e.text("reason", TEXT));
      case "merged_into" -> new TicketEvent.MergedInto(ticket(e, "target", names));
      case "merged_from" ->
          new TicketEvent.MergedFrom(ticket(e, "source", names), e.flag("unanswered"));
      case "merge_undone" ->
          new TicketEvent.MergeUndone(ticket(e, "source", names), ticket(e, "target", names));
      case "split_from" -> new TicketEvent.SplitFrom(ticket(e, "ticket", names));
      case "follow_up_created" -> new TicketEvent.FollowUpCreated(ticket(e, "ticket", names));
      case "marked_spam" -> new TicketEvent.MarkedSpam(null, null);
      case "unmarked_spam" -> new TicketEvent.UnmarkedSpam();
      case "trashed" -> new TicketEvent.Trashed();
      case "restored" -> new TicketEvent.Restored();
      case "field_changed" ->
          new TicketEvent.FieldChanged(
              e.required("field", NAME), e.text("from", TEXT), e.text("to", TEXT));
      case "survey_sent" -> new TicketEvent.SurveySent(e.required("survey", NAME), null);
      case "survey_bounced" -> new TicketEvent.SurveyBounced(e.required("survey", NAME), null);
      case "survey_answered" ->
          new TicketEvent.SurveyAnswered(e.required("survey", NAME), e.whole("score"), null);
      case "survey_edited" ->
          new TicketEvent.SurveyEdited(e.required("survey", NAME), e.whole("score"), null);
      default -> throw e.wrong("type", "is no event that is known here");
    };
  }

  private static TicketEvent created(Fields e, ChannelKind channel, Names names) {
    return new TicketEvent.TicketCreated(
        e.word("origin", Origin::of, Origin.INBOUND).key(),
        channel.key(),
        e.word("priority", Priority::of, Priority.NORMAL).key(),
        e.word("status", Status::of, Status.NEW).key(),
        team(e, "group", names),
        agent(e, "assignee", names),
        e.tags("tags"),
        e.flag("bot_handling"));
  }

  private static <T> T to(Fields e, Function<String, T> read) {
    return e.word("to", read);
  }

  private static ChannelKind channel(Fields e, ChannelKind otherwise) {
    return e.word("channel", ChannelKind::of, otherwise);
  }

  private static @Nullable Long agent(Fields e, String field, Names names) {
    String name = e.text(field, NAME);
    return name == null ? null : names.agent(name);
  }

  private static @Nullable Long team(Fields e, String field, Names names) {
    String name = e.text(field, NAME);
    return name == null ? null : names.team(name);
  }

  private static long ticket(Fields e, String field, Names names) {
    return names.ticket(e.required(field, TicketLine.LONGEST_ID));
  }
}
