package helpdesk.web.ticket;

import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Tells events in the reader's language. */
final class EventWords {
  private final MessageSource messages;
  private final Locale locale;
  private final Map<Long, String> agents;
  private final Map<Long, String> teams;
  private final Map<Long, String> tickets;

  EventWords(
      MessageSource messages,
      Locale locale,
      Map<Long, String> agents,
      Map<Long, String> teams,
      Map<Long, String> tickets) {
    this.messages = messages;
    this.locale = locale;
    this.agents = agents;
    this.teams = teams;
    this.tickets = tickets;
  }

  Locale locale() {
    return locale;
  }

  /** The line that tells it, null for what needs none, such as a message that is shown itself. */
  @Nullable String of(LoggedEvent logged) {
    String who = actor(logged.actor());
    TicketEvent event = logged.event();
    if (event instanceof TicketEvent.TicketCreated e)
      return e.origin().equals("on_behalf") ? say("logged", who) : null;
    if (event instanceof TicketEvent.Assigned e) return assigned(logged.actor(), who, e.agent());
    if (event instanceof TicketEvent.Unassigned) return say("unassigned", who);
    if (event instanceof TicketEvent.GroupChanged e)
      return e.to() == null ? say("no-team", who) : say("team", who, name(teams, e.to()));
    if (event instanceof TicketEvent.PriorityChanged e)
      return say("priority", who, word("ticket.priority." + e.to()));
    if (event instanceof TicketEvent.StatusChanged e)
      return say("status", who, word("ticket.status." + e.to()));
    if (event instanceof TicketEvent.TagsChanged e) return tags(who, e);
    if (event instanceof TicketEvent.FieldChanged e) return field(who, e);
    if (event instanceof TicketEvent.MarkedSpam e)
      return say(e.reason() == null ? "spam" : "spam-held", who);
    if (event instanceof TicketEvent.UnmarkedSpam) return say("not-spam", who);
    return ofOthers(event, who);
  }

  private @Nullable String ofOthers(TicketEvent event, String who) {
    if (event instanceof TicketEvent.Escalated) return say("escalated", who);
    if (event instanceof TicketEvent.MergedInto) return say("merged", who);
    if (event instanceof TicketEvent.MergedFrom e) {
      String number = tickets.get(e.source());
      return number == null ? say("merged-from", who) : say("merged-from.number", who, number);
    }
    if (event instanceof TicketEvent.MergeUndone) return say("merge-undone", who);
    if (event instanceof TicketEvent.SplitFrom) return say("split", who);
    if (event instanceof TicketEvent.FollowUpCreated) return say("follow-up", who);
    if (event instanceof TicketEvent.Trashed) return say("trashed", who);
    if (event instanceof TicketEvent.Restored) return say("restored", who);
    if (event instanceof TicketEvent.SurveySent) return say("survey-sent", who);
    if (event instanceof TicketEvent.SurveyBounced) return say("survey-bounced", who);
    if (event instanceof TicketEvent.SurveyAnswered e) return say("survey", who, e.score());
    if (event instanceof TicketEvent.SurveyEdited e) return say("survey-edited", who, e.score());
    if (event instanceof TicketEvent.SlaWarning e)
      return say("sla-warning", word("sla.target." + e.target()));
    if (event instanceof TicketEvent.SlaBreached e)
      return say("sla-breached", word("sla.target." + e.target()));
    if (event instanceof TicketEvent.QueueLimitExceeded) return say("queue-limit");
    return null;
  }

  /** The same line behind another of the same person, whose name need not be said again. */
  String goingOn(LoggedEvent logged, String text) {
    String who = actor(logged.actor()) + " ";
    return text.startsWith(who) ? text.substring(who.length()) : text;
  }

  /** The symbol of the line. */
  static String icon(TicketEvent event) {
    if (event instanceof TicketEvent.StatusChanged e) {
      return switch (e.to()) {
        case "resolved", "closed" -> "circle-check";
        case "pending" -> "hourglass";
        case "on_hold" -> "player-pause";
        default -> "circle-half-2";
      };
    }
    if (event instanceof TicketEvent.Assigned || event instanceof TicketEvent.Unassigned)
      return "user-plus";
    if (event instanceof TicketEvent.TagsChanged) return "tag";
    if (event instanceof TicketEvent.GroupChanged) return "users";
    if (event instanceof TicketEvent.SurveyAnswered || event instanceof TicketEvent.SurveyEdited)
      return "star";
    if (event instanceof TicketEvent.MergedInto || event instanceof TicketEvent.MergedFrom)
      return "git-merge";
    if (event.tellsOfAClock()) return "alarm";
    if (event instanceof TicketEvent.MarkedSpam) return "flag";
    if (event instanceof TicketEvent.Trashed) return "trash";
    return "history";
  }

  private String assigned(Actor actor, String who, @Nullable Long to) {
    if (actor.type() == Actor.Type.AGENT && actor.id() != null && actor.id().equals(to))
      return say("taken", who);
    return say("assigned", who, to == null ? "–" : name(agents, to));
  }

  private String tags(String who, TicketEvent.TagsChanged e) {
    if (e.removed().isEmpty()) return say("tagged", who, list(e.added()));
    if (e.added().isEmpty()) return say("untagged", who, list(e.removed()));
    return say("retagged", who, list(e.added()), list(e.removed()));
  }

  private @Nullable String field(String who, TicketEvent.FieldChanged e) {
    String to = e.to() == null ? "–" : e.to();
    return switch (e.field()) {
      case "subject" -> say("subject", who, to);
      case "message_charset" -> say("charset", who, to.substring(to.indexOf(' ') + 1));
      case "language" -> say("language", who, Locale.forLanguageTag(to).getDisplayLanguage(locale));
      case "delivery" -> say("delivery", who);
      case "possible_reply" -> say("no-reply", who);
      case "follower" -> say("unfollowed", who, e.from() == null ? "–" : e.from());
      case "follow_up_of" -> say("linked", who, to);
      default -> null;
    };
  }

  private String actor(Actor actor) {
    if (actor.type() == Actor.Type.SYSTEM || actor.type() == Actor.Type.BOT)
      return word("ticket.event.helpdesk");
    if (actor.name() != null && !actor.name().isBlank()) return actor.name();
    return word(
        actor.type() == Actor.Type.AGENT ? "ticket.event.colleague" : "ticket.event.customer");
  }

  private String name(Map<Long, String> names, long id) {
    return names.getOrDefault(id, word("ticket.event.colleague"));
  }

  private static String list(List<String> words) {
    return String.join(", ", words);
  }

  private String word(String code) {
    return messages.getMessage(code, null, locale);
  }

  private String say(String code, Object... args) {
    return messages.getMessage("ticket.event." + code, args, locale);
  }
}
