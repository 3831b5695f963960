package helpdesk.sla;

import helpdesk.agent.TeamId;
import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.story.Responses;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long a ticket has lain without anybody while it was new or open, all its stays together
 * (docs/metrics.md, B.7), measured in the desk's hours. What it has used up stays used when it
 * changes its team, its priority or the limits do; a limit that is used up already is exceeded by
 * that change.
 *
 * @param start when a person was first asked for; null where nobody was, or the ticket counts
 *     nowhere
 * @param due when it will have lain too long if nobody takes it; null where somebody has it, it
 *     waits for somebody else, or nothing limits it
 * @param exceededAt when it had; that is final
 */
record QueueClock(@Nullable Instant start, @Nullable Instant due, @Nullable Instant exceededAt) {
  private static final Set<String> OURS = Set.of("new", "open");
  private static final QueueClock NONE = new QueueClock(null, null, null);

  /**
   * @param asOf in whole seconds, up to which the story was read
   */
  static QueueClock of(Story story, QueueLimits limits, Calendar hours, Instant asOf) {
    Instant start = Responses.humanFrom(story);
    if (start == null || story.excluded() != null) return NONE;
    States states = new States(story);
    Duration used = Duration.ZERO;
    for (States.Stay stay : states.until(asOf)) {
      for (Part part : Part.of(stay, start, limits)) {
        if (!lies(stay.state())) continue;
        Instant due = due(stay.state(), part.from, used, limits, hours);
        if (due != null && due.isBefore(part.to)) return new QueueClock(start, null, due);
        used = used.plus(BusinessTime.between(hours, part.from, part.to));
      }
    }
    Instant due = lies(states.last()) ? due(states.last(), asOf, used, limits, hours) : null;
    return new QueueClock(start, due, null);
  }

  private static boolean lies(States.State ticket) {
    return ticket.assignee() == null && OURS.contains(ticket.status());
  }

  private static @Nullable Instant due(
      States.State ticket, Instant from, Duration used, QueueLimits limits, Calendar hours) {
    TeamId team = ticket.team() == null ? null : new TeamId(ticket.team());
    Optional<Duration> limit = limits.at(from, team, Priority.of(ticket.priority()));
    return limit.flatMap(most -> BusinessTime.add(hours, from, most.minus(used))).orElse(null);
  }

  /** A stretch in which neither the ticket nor the limits changed. */
  private record Part(Instant from, Instant to) {
    static List<Part> of(States.Stay stay, Instant start, QueueLimits limits) {
      Instant from = stay.from().isBefore(start) ? start : stay.from();
      if (!from.isBefore(stay.to())) return List.of();
      List<Instant> cuts = limits.cuts(from, stay.to());
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i + 1 < cuts.size(); i++) parts.add(new Part(cuts.get(i), cuts.get(i + 1)));
      return parts;
    }
  }
}
