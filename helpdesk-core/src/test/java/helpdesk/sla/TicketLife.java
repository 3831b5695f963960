package helpdesk.sla;

import helpdesk.ticket.Actor;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of one ticket, written down one after the other. */
final class TicketLife {
  private final List<LoggedEvent> events = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  static TicketLife begins(Instant at, String priority) {
    return begins(at, priority, "inbound", "new");
  }

  static TicketLife begins(Instant at, String priority, String origin, String status) {
    TicketEvent creation =
        new TicketEvent.TicketCreated(
            origin, "email", priority, status, null, null, List.of(), false);
    return new TicketLife().at(at).then(creation);
  }

  TicketLife at(Instant instant) {
    now = instant;
    return this;
  }

  TicketLife then(TicketEvent event) {
    int seq = events.size();
    events.add(new LoggedEvent(seq, new TicketId(1), seq, Actor.SYSTEM, now, now, event));
    return this;
  }

  TicketLife writes() {
    return then(new TicketEvent.CustomerMessage(null, "email"));
  }

  TicketLife answers() {
    return then(new TicketEvent.AgentReply(null, 1L, "email"));
  }

  TicketLife becomes(String status) {
    return then(new TicketEvent.StatusChanged(status));
  }

  TicketLife turns(String priority) {
    return then(new TicketEvent.PriorityChanged(priority));
  }

  TicketLife tagged(String tag) {
    return then(new TicketEvent.TagsChanged(List.of(tag), List.of()));
  }

  List<LoggedEvent> events() {
    return List.copyOf(events);
  }
}
