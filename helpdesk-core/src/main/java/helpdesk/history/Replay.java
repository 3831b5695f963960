package helpdesk.history;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelKind;
import helpdesk.story.Resolves;
import helpdesk.story.Responses;
import helpdesk.story.States;
import helpdesk.story.Story;
import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Priority;
import helpdesk.ticket.RecordedTicket;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes of a line the ticket that it tells of, by the reading of events that the numbers have. */
final class Replay {
  private final TicketLine line;
  private final TicketId id;
  private final ContactId requester;
  private final Names names;
  private final List<RecordedTicket.Line> log = new ArrayList<>();

  private Replay(TicketLine line, TicketId id, ContactId requester, Names names) {
    this.line = line;
    this.id = id;
    this.requester = requester;
    this.names = names;
    line.events().forEach(told -> log.add(recorded(told)));
  }

  static RecordedTicket of(TicketLine line, TicketId id, ContactId requester, Names names) {
    return new Replay(line, id, requester, names).ticket();
  }

  private RecordedTicket ticket() {
    tagFromTheBeginning();
    Story story = story();
    return new RecordedTicket(
        id,
        line.subject() == null ? line.externalId() : line.subject(),
        requester,
        line.requester() == null ? null : line.requester().email(),
        Origin.of(story.beginning().origin()),
        story.createdAt(),
        standing(story),
        List.copyOf(log));
  }

  /**
   * The tags that the line names and no event does were there from the beginning, as far as anybody
   * can know.
   */
  private void tagFromTheBeginning() {
    TreeSet<String> missing = new TreeSet<>(line.tags());
    missing.removeAll(new States(story()).last().tags());
    if (missing.isEmpty()) return;
    log.replaceAll(
        entry ->
            entry.event() instanceof TicketEvent.TicketCreated created
                ? new RecordedTicket.Line(entry.at(), entry.actor(), tagged(created, missing))
                : entry);
  }

  private static TicketEvent tagged(TicketEvent.TicketCreated c, TreeSet<String> more) {
    TreeSet<String> tags = new TreeSet<>(c.tags());
    tags.addAll(more);
    return new TicketEvent.TicketCreated(
        c.origin(),
        c.channel(),
        c.priority(),
        c.status(),
        c.group(),
        c.assignee(),
        List.copyOf(tags),
        c.botHandling());
  }

  private RecordedTicket.Standing standing(Story story) {
    States states = new States(story);
    States.State last = states.last();
    return new RecordedTicket.Standing(
        Status.of(last.status()),
        Priority.of(last.priority()),
        ChannelKind.of(last.channel()),
        last.assignee() == null ? null : new AgentId(last.assignee()),
        last.team() == null ? null : new TeamId(last.team()),
        last.tags(),
        flagged(TicketEvent.MarkedSpam.class, TicketEvent.UnmarkedSpam.class),
        flagged(TicketEvent.Trashed.class, TicketEvent.Restored.class),
        last.terminal() ? null : new Responses(story, states).waitingSince(),
        new Resolves(story).standing());
  }

  private boolean flagged(Class<? extends TicketEvent> flag, Class<? extends TicketEvent> unflag) {
    boolean flagged = false;
    for (RecordedTicket.Line entry : log) {
      if (flag.isInstance(entry.event())) flagged = true;
      if (unflag.isInstance(entry.event())) flagged = false;
    }
    return flagged;
  }

  private Story story() {
    List<LoggedEvent> events = new ArrayList<>(log.size());
    for (RecordedTicket.Line entry : log) {
      int seq = events.size() + 1;
      events.add(
          new LoggedEvent(seq, id, seq, entry.actor(), entry.at(), entry.at(), entry.event()));
    }
    return Story.of(events, Instant.MAX);
  }

  private RecordedTicket.Line recorded(TicketLine.Told told) {
    return new RecordedTicket.Line(told.at(), actor(told), told.event(line.channel(), names));
  }

  private Actor actor(TicketLine.Told told) {
    if (told.actor() == Actor.Type.CUSTOMER)
      return Actor.customer(requester, line.requester() == null ? null : line.requester().name());
    @Nullable String agent = told.agent();
    return new Actor(told.actor(), agent == null ? null : names.agent(agent), agent);
  }
}
