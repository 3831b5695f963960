package helpdesk.metrics.timeline;

import helpdesk.calendar.Calendar;
import helpdesk.story.Resolves;
import helpdesk.story.Responses;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket one by one, and who had it then. Unlike the sums beside it, nothing
 * here depends on the hour at which it is read: what is to come if nothing more happens carries the
 * instant at which it will.
 *
 * @param holders who had it from when on, in order; the first from its beginning
 * @param messages when customers wrote
 * @param answers every answer of the house
 * @param returns every time it came back after a resolution
 * @param escalations every time it was escalated
 * @param liveWaits who waited for a call or a chat to be answered
 * @param queue its time without an assignee, null while only a bot has it
 * @param handling the time that agents measured on it, null if nobody did
 * @param firstContactKnown when nothing can spoil the first contact any longer, null where there is
 *     no first resolution
 */
public record Trail(
    List<Holder> holders,
    List<Instant> messages,
    List<Answer> answers,
    List<Return> returns,
    List<Escalation> escalations,
    List<LiveWait> liveWaits,
    @Nullable Queue queue,
    @Nullable Handling handling,
    @Nullable Instant firstContactKnown) {

  /** Who had it from an instant on. */
  public record Holder(Instant from, @Nullable Long team, @Nullable Long agent) {}

  /**
   * An answer.
   *
   * @param agent who gave it, null where the log does not say
   * @param team whose ticket it was at that instant
   */
  public record Answer(Instant at, @Nullable Long agent, @Nullable Long team) {}

  /**
   * A reopening.
   *
   * @param resolvedAt the resolve that it took back
   */
  public record Return(Instant at, Instant resolvedAt) {}

  /**
   * An escalation.
   *
   * @param kind {@code functional} or {@code hierarchical}
   * @param to the team it went to, null where the log does not say
   */
  public record Escalation(Instant at, String kind, @Nullable Long to) {}

  /**
   * What agents measured on it.
   *
   * @param seconds of all agents together, a timer that was never stopped at its most
   * @param known from when on it is no less: the end of the last timer that was never stopped, null
   *     if all were
   */
  public record Handling(long seconds, @Nullable Instant known) {}

  static Trail of(
      Story story,
      States states,
      Resolves resolves,
      @Nullable Calendar calendar,
      Settings settings) {
    List<Instant> messages = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    List<Escalation> escalations = new ArrayList<>();
    for (Story.Line line : story.lines()) {
      Instant at = line.at();
      if (line.isResponse())
        answers.add(new Answer(at, Responses.author(line.event()), states.at(at).team()));
      if (line.event() instanceof TicketEvent.CustomerMessage) messages.add(at);
      if (line.event() instanceof TicketEvent.Escalated e)
        escalations.add(new Escalation(at, e.kind(), e.toGroup()));
    }
    Instant first = resolves.first();
    return new Trail(
        states.settled().stream().map(s -> new Holder(s.from(), s.team(), s.assignee())).toList(),
        List.copyOf(messages),
        List.copyOf(answers),
        returns(resolves),
        List.copyOf(escalations),
        LiveWait.of(story),
        Queue.of(story, states, calendar, settings.queueLimits()),
        HandleTime.of(story, settings.workCap()),
        first == null ? null : first.plus(settings.firstContactWindow()));
  }

  private static List<Return> returns(Resolves resolves) {
    List<Return> returns = new ArrayList<>();
    for (Instant at : resolves.reopens()) {
      returns.add(new Return(at, resolves.all().get(returns.size())));
    }
    return List.copyOf(returns);
  }

  /** Who had it once everything of that second had happened. */
  public Holder holderAt(Instant instant) {
    Holder found = holders.get(0);
    for (Holder holder : holders) {
      if (holder.from.isAfter(instant)) break;
      found = holder;
    }
    return found;
  }

  /** Who had it before anything of that second had happened, at its beginning who had it first. */
  public Holder holderBefore(Instant instant) {
    return holderAt(instant.minusSeconds(1));
  }
}
