package helpdesk.sla;

import helpdesk.ticket.EventReader;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Keeps the clocks of every ticket of which something happened. */
@Component
class SlaFollower implements EventReader {
  private final SlaLedger ledger;

  SlaFollower(SlaLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return "sla";
  }

  @Override
  public void read(List<LoggedEvent> events) {
    SortedSet<TicketId> moved = new TreeSet<>(Comparator.comparingLong(TicketId::value));
    events.stream().filter(e -> !e.event().tellsOfAClock()).forEach(e -> moved.add(e.ticket()));
    if (!moved.isEmpty()) ledger.fold(moved);
  }
}
