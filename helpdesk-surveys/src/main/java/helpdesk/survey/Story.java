package helpdesk.survey;

import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What surveys need to know of a ticket's log: its solves, who had it then, and its reopenings. */
final class Story {
  /**
   * One solve.
   *
   * @param agent who had the ticket then, by id
   * @param team whose it was then, by id
   * @param reopened whether it was taken up again afterwards
   */
  record Resolve(LoggedEvent event, @Nullable Long agent, @Nullable Long team, boolean reopened) {}

  private final List<Resolve> resolves = new ArrayList<>();
  private @Nullable Long agent;
  private @Nullable Long team;
  private boolean terminal;

  private Story() {}

  /** Reads a ticket's events in the order they were written. */
  static Story of(List<LoggedEvent> log) {
    Story story = new Story();
    log.forEach(story::read);
    return story;
  }

  /** The solve that this event is, or null if it is none. */
  @Nullable Resolve resolve(long eventId) {
    return resolves.stream().filter(r -> r.event.id() == eventId).findFirst().orElse(null);
  }

  /** The solve that still holds, or null. */
  @Nullable Resolve last() {
    return terminal && !resolves.isEmpty() ? resolves.get(resolves.size() - 1) : null;
  }

  /** Who has it now. */
  @Nullable Long agent() {
    return agent;
  }

  /** Whose it is now. */
  @Nullable Long team() {
    return team;
  }

  private void read(LoggedEvent logged) {
    TicketEvent event = logged.event();
    if (event instanceof TicketEvent.TicketCreated created) {
      agent = created.assignee();
      team = created.group();
      terminal = Status.of(created.status()).terminal();
    } else if (event instanceof TicketEvent.Assigned assigned) {
      agent = assigned.agent();
    } else if (event instanceof TicketEvent.Unassigned) {
      agent = null;
    } else if (event instanceof TicketEvent.GroupChanged changed) {
      team = changed.to();
    } else if (event instanceof TicketEvent.StatusChanged changed) {
      moved(logged, Status.of(changed.to()).terminal());
    }
  }

  private void moved(LoggedEvent logged, boolean now) {
    if (now && !terminal) resolves.add(new Resolve(logged, agent, team, false));
    if (!now && terminal && !resolves.isEmpty()) {
      int last = resolves.size() - 1;
      Resolve undone = resolves.get(last);
      resolves.set(last, new Resolve(undone.event, undone.agent, undone.team, true));
    }
    terminal = now;
  }
}
