package helpdesk.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts imported conversations together that turn out to be one: a message may mention two whose
 * common ancestor nobody has, and an archive comes in any order. Only what was imported and nobody
 * has worked on; elsewhere two tickets stay two until an agent merges them.
 */
@Component
class ImportedThreads {
  private final Tickets tickets;
  private final JdbcClient jdbc;

  ImportedThreads(Tickets tickets, JdbcClient jdbc) {
    this.tickets = tickets;
    this.jdbc = jdbc;
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
    move("UPDATE message SET ticket_id = :target WHERE ticket_id = :source", target, source);
    move(
        """
        WITH gone AS (DELETE FROM message_reference WHERE ticket_id = :source RETURNING reference)
        INSERT INTO message_reference (reference, ticket_id) SELECT reference, :target FROM gone
        ON CONFLICT DO NOTHING
        """,
        target,
        source);
    move(
        """
        INSERT INTO ticket_participant (ticket_id, address)
        SELECT :target, address FROM ticket_participant WHERE ticket_id = :source ON CONFLICT DO NOTHING
        """,
        target,
        source);
    target.messageCount += source.messageCount;
    target.say(at, Actor.SYSTEM, new TicketEvent.MergedFrom(source.id.value(), false));
    source.mergedInto = target.id;
    source.messageCount = 0;
    source.say(at, Actor.SYSTEM, new TicketEvent.MergedInto(target.id.value()));
    tickets.update(source);
  }

  private void move(String sql, Ticket target, Ticket source) {
    jdbc.sql(sql).param("target", target.id.value()).param("source", source.id.value()).update();
  }
}
