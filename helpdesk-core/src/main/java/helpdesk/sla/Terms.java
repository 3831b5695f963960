package helpdesk.sla;

import helpdesk.calendar.Calendar;
import helpdesk.story.States;
import helpdesk.story.States.State;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was promised to a ticket, and how it stood, at every instant of its life. */
final class Terms {
  /** What holds from one change of the ticket to the next. */
  record Term(State ticket, @Nullable SlaPolicy policy, @Nullable Calendar calendar) {
    @Nullable Duration target(SlaTarget target) {
      return policy == null ? null : policy.target(target, Priority.of(ticket.priority()));
    }

    boolean runs(SlaTarget target) {
      if (target != SlaTarget.RESOLUTION) return true;
      Set<Status> pauses = policy == null ? SlaPolicy.USUAL_PAUSES : policy.pausedIn();
      return !ticket.terminal() && !pauses.contains(Status.of(ticket.status()));
    }
  }

  private final NavigableMap<Instant, Term> terms = new TreeMap<>();

  /**
   * @param ticketCalendar by which time passes while no policy holds
   */
  Terms(States states, SlaPolicies policies, @Nullable Calendar ticketCalendar) {
    State before = null;
    SlaPolicy policy = null;
    for (State now : states.settled()) {
      if (before == null || asksAnew(before, now)) policy = policies.select(now, now.from());
      Calendar calendar = policy == null ? ticketCalendar : policy.calendar();
      terms.put(now.from(), new Term(now, policy, calendar));
      before = now;
    }
  }

  /** Whether anything changed that a condition may ask for. */
  private static boolean asksAnew(State before, State now) {
    return !before.priority().equals(now.priority())
        || !before.channel().equals(now.channel())
        || !before.tags().equals(now.tags())
        || !Objects.equals(before.team(), now.team());
  }

  /** What holds once everything of that second has happened. */
  Term at(Instant instant) {
    Map.Entry<Instant, Term> entry = terms.floorEntry(instant);
    if (entry == null) throw new IllegalArgumentException("No ticket at " + instant);
    return entry.getValue();
  }

  /** The span's beginning, every change within it, and its end. */
  List<Instant> cuts(Instant start, Instant end) {
    List<Instant> cuts = new ArrayList<>();
    cuts.add(start);
    if (!start.isBefore(end)) return cuts;
    cuts.addAll(terms.subMap(start, false, end, false).keySet());
    cuts.add(end);
    return cuts;
  }
}
