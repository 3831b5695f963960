package helpdesk.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Puts imported conversations together that turn out to be one: a message may mention two whose
 * common ancestor nobody has, and an archive comes in any order. Only what was imported and nobody
 * has worked on; elsewhere two tickets stay two until an agent merges them.
 */
@Component
class ImportedThreads {
  private final Tickets tickets;
  private final MovedMessages moved;

  ImportedThreads(Tickets tickets, MovedMessages moved) {
    this.tickets = tickets;
    this.moved = moved;
  }

  /**
   * Moves what these tickets hold into the oldest of them, as far as that may be.
   *
   * @return the ticket, locked, that the message which joins them belongs to
   */
  Ticket unite(Ticket first, Collection<TicketId> others, Instant at) {
    TreeMap<Long, Ticket> all = new TreeMap<>();
    all.put(first.id.value(), first);
    for (TicketId other : others) {
      Ticket locked = all.containsKey(other.value()) ? first : tickets.lock(other);
      if (untouched(locked)) all.put(locked.id.value(), locked);
    }
    if (all.size() == 1 || !untouched(first)) return first;
    Iterator<Ticket> oldestFirst = all.values().iterator();
    Ticket target = oldestFirst.next();
    oldestFirst.forEachRemaining(source -> absorb(target, source, at));
    return target;
  }

  private static boolean untouched(Ticket ticket) {
    return ticket.origin == Origin.IMPORT
        && ticket.status == Status.NEW
        && ticket.assignee == null
        && ticket.mergedInto == null
        && !ticket.spam
        && !ticket.trashed;
  }

  private void absorb(Ticket target, Ticket source, Instant at) {
    moved.take(target, source);
    target.absorb(source, Actor.SYSTEM, at);
    tickets.update(source);
  }
}
