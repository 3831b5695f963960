package helpdesk.metrics.timeline;

import helpdesk.calendar.BusinessTime;
import helpdesk.calendar.Calendar;
import helpdesk.metrics.timeline.TicketFacts.Span;
import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a ticket stood at every instant of its life. */
final class States {
  /** How it stood from an instant on. */
  record State(
      Instant from, String status, String priority, @Nullable Long assignee, @Nullable Long team) {
    boolean terminal() {
      return States.terminal(status);
    }
  }

  private final List<State> states = new ArrayList<>();
  private final Instant asOf;

  States(Story story, Instant asOf) {
    this.asOf = asOf;
    TicketEvent.TicketCreated begin = story.beginning();
    states.add(
        new State(
            story.createdAt(), begin.status(), begin.priority(), begin.assignee(), begin.group()));
    for (Story.Line line : story.lines()) {
      State now = last();
      State next = after(now, line);
      if (next != now) states.add(next);
    }
  }

  static boolean terminal(String status) {
    return status.equals("resolved") || status.equals("closed");
  }

  private static State after(State s, Story.Line line) {
    Instant at = line.at();
    if (line.event() instanceof TicketEvent.StatusChanged e)
      return new State(at, e.to(), s.priority, s.assignee, s.team);
    if (line.event() instanceof TicketEvent.PriorityChanged e)
      return new State(at, s.status, e.to(), s.assignee, s.team);
    if (line.event() instanceof TicketEvent.GroupChanged e)
      return new State(at, s.status, s.priority, s.assignee, e.to());
    if (line.event() instanceof TicketEvent.Assigned e)
      return new State(at, s.status, s.priority, e.agent(), s.team);
    if (line.event() instanceof TicketEvent.Unassigned)
      return new State(at, s.status, s.priority, null, s.team);
    return s;
  }

  State last() {
    return states.get(states.size() - 1);
  }

  /** How it stood once everything of that second had happened. */
  State at(Instant instant) {
    State found = states.get(0);
    for (State state : states) {
      if (state.from.isAfter(instant)) break;
      found = state;
    }
    return found;
  }

  /** When somebody was first given it, null if nobody was. */
  @Nullable Instant firstAssigned() {
    return states.stream()
        .filter(s -> s.assignee != null)
        .map(State::from)
        .findFirst()
        .orElse(null);
  }

  /** How long, after an instant, it stood as asked. */
  Span timeIn(@Nullable Calendar calendar, Instant after, Predicate<State> asked) {
    long calendarTime = 0;
    long business = 0;
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      Instant from = state.from.isBefore(after) ? after : state.from;
      Instant to = i + 1 < states.size() ? states.get(i + 1).from : asOf;
      if (!asked.test(state) || !from.isBefore(to)) continue;
      calendarTime += to.getEpochSecond() - from.getEpochSecond();
      business += BusinessTime.seconds(calendar, from.getEpochSecond(), to.getEpochSecond());
    }
    return new Span(calendarTime, business);
  }
}
