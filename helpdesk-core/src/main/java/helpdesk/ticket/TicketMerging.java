package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one ticket of two, and two again. The absorbed ticket keeps its story and is read only;
 * what was said in it is shown in the ticket that goes on, and later mail to it goes there.
 */
@Service
@Transactional
public class TicketMerging {
  private final Tickets tickets;
  private final MovedMessages moved;
  private final Clock clock;

  TicketMerging(Tickets tickets, MovedMessages moved, Clock clock) {
    this.tickets = tickets;
    this.moved = moved;
    this.clock = clock;
  }

  /**
   * Merges a ticket into another, or into the one that other was merged into.
   *
   * @return the ticket that goes on
   * @throws DomainException (invalid) if both are one, or the other takes nothing in: it is closed,
   *     spam, or in the bin; (conflict) if the ticket is merged already
   */
  public TicketNumber merge(TicketId source, TicketId into, Agent by) {
    return merge(lock(source, tickets.survivor(into)), by);
  }

  /**
   * Takes a possible reply into the conversation it may belong to: its sender takes part from then
   * on. Where that is closed, the new ticket becomes its follow-up and stays.
   *
   * @return the ticket in which the message then is
   * @throws DomainException (conflict) if it is no longer held as a possible reply
   */
  public TicketNumber acceptReply(TicketId reply, Agent by) {
    Pair pair = lock(reply, tickets.survivor(suggested(reply)));
    if (pair.source.suggested == null) throw changed();
    if (pair.target.status != Status.CLOSED) return merge(pair, by);
    Instant now = clock.instant();
    pair.source.suggested = null;
    pair.source.followUpOf = pair.target.id;
    String number = pair.target.number.toString();
    pair.source.say(
        now, Actor.agent(by), new TicketEvent.FieldChanged("follow_up_of", null, number));
    pair.target.say(now, Actor.agent(by), new TicketEvent.FollowUpCreated(pair.source.id.value()));
    tickets.update(pair.source);
    tickets.update(pair.target);
    return pair.source.number;
  }

  /** Says that a message is no reply; its ticket stays a ticket of its own. */
  public void dismissReply(TicketId reply, Agent by) {
    Ticket ticket = tickets.lock(reply);
    TicketId suggested = ticket.suggested;
    if (suggested == null) return;
    ticket.suggested = null;
    ticket.say(
        clock.instant(),
        Actor.agent(by),
        new TicketEvent.FieldChanged("possible_reply", suggested.toString(), null));
    tickets.update(ticket);
    tickets.tell(suggested);
  }

  /**
   * Takes a merge back: what was said in the absorbed ticket goes back to it, with what it had
   * taken in itself. The other stands as it stood, unless something has happened to it since.
   *
   * @throws DomainException (conflict) if that one has been merged away itself, which must be taken
   *     back first
   */
  public void undo(TicketId source, Agent by) {
    TicketId into = tickets.mergedInto(source);
    if (into == null) return;
    Pair pair = lock(source, into);
    if (!into.equals(pair.source.mergedInto)) return;
    if (pair.target.mergedInto != null) {
      throw new DomainException(
          DomainException.Kind.CONFLICT,
          "The other ticket was merged away itself. Undo that merge first.");
    }
    Instant now = clock.instant();
    int seq = pair.target.eventSeq;
    pair.target.release(pair.source, Actor.agent(by), now);
    moved
        .forget(pair.source)
        .filter(before -> before.seq() == seq)
        .ifPresent(
            before ->
                pair.target.standAgain(
                    before.status(), before.waitingSince(), Actor.agent(by), now));
    moved.giveBack(pair.target, pair.source);
    tickets.update(pair.source);
    tickets.update(pair.target);
  }

  private TicketNumber merge(Pair pair, Agent by) {
    Ticket target = pair.target;
    if (target.id.equals(pair.source.mergedInto)) return target.number;
    refuse(pair);
    Instant now = clock.instant();
    Status status = target.status;
    Instant waitingSince = target.waitingSince;
    target.absorb(pair.source, Actor.agent(by), now);
    moved.take(target, pair.source);
    tickets.followToo(pair.source.id, target.id);
    tickets.update(pair.source);
    tickets.update(target);
    moved.remember(
        target, pair.source, new MovedMessages.Before(status, waitingSince, target.eventSeq), now);
    return target.number;
  }

  private static void refuse(Pair pair) {
    if (pair.source.mergedInto != null) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "This ticket has already been merged.");
    }
    if (pair.source.id.equals(pair.target.id)) {
      throw new DomainException(
          DomainException.Kind.INVALID, "A ticket cannot be merged into itself.");
    }
    Ticket target = pair.target;
    if (target.mergedInto != null) throw changed();
    if (target.status == Status.CLOSED || target.spam || target.trashed) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "A ticket that is closed, spam or in the bin takes no other in.");
    }
  }

  private record Pair(Ticket source, Ticket target) {}

  /** Locks both, the older first, so that two who merge at once wait for each other in turn. */
  private Pair lock(TicketId source, TicketId target) {
    if (source.equals(target)) {
      Ticket both = tickets.lock(source);
      return new Pair(both, both);
    }
    boolean sourceFirst = source.value() < target.value();
    Ticket one = tickets.lock(sourceFirst ? source : target);
    Ticket other = tickets.lock(sourceFirst ? target : source);
    return sourceFirst ? new Pair(one, other) : new Pair(other, one);
  }

  private TicketId suggested(TicketId reply) {
    TicketId suggested = tickets.suggested(reply);
    if (suggested == null) throw changed();
    return suggested;
  }

  private static DomainException changed() {
    return new DomainException(
        DomainException.Kind.CONFLICT, "A colleague has just decided this otherwise.");
  }
}
