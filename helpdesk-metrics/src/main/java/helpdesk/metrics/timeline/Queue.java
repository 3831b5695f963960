package helpdesk.metrics.timeline;

import helpdesk.agent.TeamId;
import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.metrics.timeline.TicketFacts.Span;
import helpdesk.sla.QueueLimits;
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
 * A ticket's time in the queue: new or open, and nobody's (docs/metrics.md, B.7).
 *
 * @param from when it could first be taken: its beginning, but for a bot's ticket the hand-over
 * @param assignedAt when somebody was first given it, null if nobody was
 * @param leftAt the end of its last stay that has ended; its beginning if it was never in the queue
 *     at all, null if it is there for the first time
 * @param total all stays that have ended
 * @param waiting whether it is there
 * @param exceededAt when all its stays together took, or will have taken, longer than the limit;
 *     null if they did not and it is there no more
 */
public record Queue(
    Instant from,
    @Nullable Instant assignedAt,
    @Nullable Instant leftAt,
    Span total,
    boolean waiting,
    @Nullable Instant exceededAt) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Set<String> STATUSES = Set.of("new", "open");

  private record Stay(Instant from, Instant to) {
    boolean lasts() {
      return to.equals(Instant.MAX);
    }
  }

  /** Null while only a bot has it. */
  static @Nullable Queue of(
      Story story, States states, @Nullable Calendar calendar, QueueLimits limits) {
    Instant from = Responses.humanFrom(story);
    if (from == null) return null;
    Instant left = null;
    long calendarTime = 0;
    long business = 0;
    List<Stay> stays = stays(states, from);
    for (Stay stay : stays) {
      if (stay.lasts()) continue;
      left = stay.to;
      calendarTime += stay.to.getEpochSecond() - stay.from.getEpochSecond();
      business += BusinessTime.between(calendar, stay.from, stay.to).toSeconds();
    }
    boolean waiting = !stays.isEmpty() && stays.get(stays.size() - 1).lasts();
    return new Queue(
        from,
        states.firstAssigned(),
        stays.isEmpty() ? from : left,
        new Span(calendarTime, business),
        waiting,
        exceeded(states, from, calendar, limits));
  }

  /**
   * The first second beyond the limit that held then: a queue that is left within it was never too
   * long, and one whose limit became shorter than it has lasted is too long by that change.
   */
  private static @Nullable Instant exceeded(
      States states, Instant after, @Nullable Calendar calendar, QueueLimits limits) {
    Duration used = Duration.ZERO;
    for (States.Stay stay : states.until(Instant.MAX)) {
      Instant from = stay.from().isBefore(after) ? after : stay.from();
      if (!holds(stay.state()) || !from.isBefore(stay.to())) continue;
      TeamId team = stay.state().team() == null ? null : new TeamId(stay.state().team());
      Priority priority = Priority.of(stay.state().priority());
      List<Instant> cuts = limits.cuts(from, stay.to());
      for (int i = 0; i + 1 < cuts.size(); i++) {
        Stay part = new Stay(cuts.get(i), cuts.get(i + 1));
        Optional<Duration> limit = limits.at(part.from, team, priority);
        Duration took =
            part.lasts() ? Duration.ZERO : BusinessTime.between(calendar, part.from, part.to);
        if (limit.isPresent()) {
          Duration left = limit.get().minus(used);
          Duration beyond = (left.isNegative() ? Duration.ZERO : left).plus(SECOND);
          if (part.lasts() || took.compareTo(beyond) >= 0)
            return BusinessTime.add(calendar, part.from, beyond).orElse(null);
        }
        used = used.plus(took);
      }
    }
    return null;
  }

  /** Whether a ticket that stands so is in the queue. */
  static boolean holds(States.State state) {
    return state.assignee() == null && STATUSES.contains(state.status());
  }

  /** Its stays in the queue, each as a whole; one that lasts has no end. */
  private static List<Stay> stays(States states, Instant after) {
    List<Stay> stays = new ArrayList<>();
    for (States.Stay stay : states.until(Instant.MAX)) {
      Instant from = stay.from().isBefore(after) ? after : stay.from();
      if (!holds(stay.state()) || !from.isBefore(stay.to())) continue;
      int last = stays.size() - 1;
      if (last >= 0 && stays.get(last).to.equals(from))
        stays.set(last, new Stay(stays.get(last).from, stay.to()));
      else stays.add(new Stay(from, stay.to()));
    }
    return stays;
  }
}
