package helpdesk.story;

import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a ticket stood at every instant of its life. */
public final class States {
  /** How it stood from an instant on. */
  public record State(
      Instant from,
      String status,
      String priority,
      String channel,
      Set<String> tags,
      @Nullable Long assignee,
      @Nullable Long team) {
    /** Whether it was resolved or closed. */
    public boolean terminal() {
      return States.terminal(status);
    }
  }

  /** A stretch of time, half-open and never empty, in which it stood the same. */
  public record Stay(State state, Instant from, Instant to) {}

  private final List<State> states = new ArrayList<>();

  /** Reads a story. */
  public States(Story story) {
    TicketEvent.TicketCreated begin = story.beginning();
    states.add(
        new State(
            story.createdAt(),
            begin.status(),
            begin.priority(),
            begin.channel(),
            Set.copyOf(begin.tags()),
            begin.assignee(),
            begin.group()));
    for (Story.Line line : story.lines()) {
      State now = last();
      State next = after(now, line);
      if (next != now) states.add(next);
    }
  }

  /** Whether a ticket of that status is resolved or closed. */
  public static boolean terminal(String status) {
    return status.equals("resolved") || status.equals("closed");
  }

  private static State after(State s, Story.Line line) {
    Instant at = line.at();
    if (line.event() instanceof TicketEvent.StatusChanged e)
      return new State(at, e.to(), s.priority, s.channel, s.tags, s.assignee, s.team);
    if (line.event() instanceof TicketEvent.PriorityChanged e)
      return new State(at, s.status, e.to(), s.channel, s.tags, s.assignee, s.team);
    if (line.event() instanceof TicketEvent.ChannelChanged e)
      return new State(at, s.status, s.priority, e.to(), s.tags, s.assignee, s.team);
    if (line.event() instanceof TicketEvent.TagsChanged e)
      return new State(at, s.status, s.priority, s.channel, tags(s, e), s.assignee, s.team);
    if (line.event() instanceof TicketEvent.GroupChanged e)
      return new State(at, s.status, s.priority, s.channel, s.tags, s.assignee, e.to());
    if (line.event() instanceof TicketEvent.Assigned e)
      return new State(at, s.status, s.priority, s.channel, s.tags, e.agent(), s.team);
    if (line.event() instanceof TicketEvent.Unassigned)
      return new State(at, s.status, s.priority, s.channel, s.tags, null, s.team);
    return s;
  }

  private static Set<String> tags(State s, TicketEvent.TagsChanged change) {
    Set<String> tags = new TreeSet<>(s.tags);
    tags.addAll(change.added());
    tags.removeAll(Set.copyOf(change.removed()));
    return tags;
  }

  /** How it stands. */
  public State last() {
    return states.get(states.size() - 1);
  }

  /** How it stood once everything of that second had happened. */
  public State at(Instant instant) {
    State found = states.get(0);
    for (State state : states) {
      if (state.from.isAfter(instant)) break;
      found = state;
    }
    return found;
  }

  /** Its whole life up to an instant, in stretches; what lasted less than a second is in none. */
  public List<Stay> until(Instant end) {
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      Instant to = i + 1 < states.size() ? states.get(i + 1).from : end;
      if (state.from.isBefore(to)) stays.add(new Stay(state, state.from, to));
    }
    return stays;
  }

  /** The states that were the last of their second, in order. */
  public List<State> settled() {
    List<State> settled = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      boolean last = i + 1 == states.size();
      if (last || !states.get(i + 1).from.equals(states.get(i).from)) settled.add(states.get(i));
    }
    return settled;
  }

  /** When somebody was first given it, null if nobody was. */
  public @Nullable Instant firstAssigned() {
    return states.stream()
        .filter(s -> s.assignee != null)
        .map(State::from)
        .findFirst()
        .orElse(null);
  }
}
