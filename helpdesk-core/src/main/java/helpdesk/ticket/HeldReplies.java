package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replies that leave a moment after they were sent, so that their author can take them back. Until
 * then nothing has happened to the ticket: there is no message, no event and no mail. {@link
 * HeldReplyWorker} gives them to the desk when their time has come.
 */
@Service
@Transactional
public class HeldReplies {
  /** The live topic that wakes the worker. */
  static final String WAKE = "held-reply";

  private final HeldReplyRows rows;
  private final Tickets tickets;
  private final Messages messages;
  private final TicketDesk desk;
  private final LiveUpdates live;
  private final Clock clock;
  private final Duration hold;

  /**
   * @param hold how long a reply can be taken back; zero for not at all
   */
  HeldReplies(
      HeldReplyRows rows,
      Tickets tickets,
      Messages messages,
      TicketDesk desk,
      LiveUpdates live,
      Clock clock,
      @Value("${helpdesk.reply-hold:10s}") Duration hold) {
    this.rows = rows;
    this.tickets = tickets;
    this.messages = messages;
    this.desk = desk;
    this.live = live;
    this.clock = clock;
    this.hold = hold;
  }

  /**
   * Sends a reply that can be taken back for a moment. What {@link TicketDesk#reply} would refuse
   * is refused now, and whom it goes to is settled now: a message that comes meanwhile may be
   * somebody else's. Sent twice under one key it is sent once.
   *
   * @return true if it waits, false if it has left: nothing is held here, or it was sent before
   * @throws AlreadyAnswered if a colleague answered behind {@link WriteReply#lastSeen}, be it with
   *     a reply that waits itself
   * @throws DomainException (invalid) if the text is empty or the ticket takes no reply
   */
  public boolean send(TicketId id, Agent author, WriteReply reply) {
    if (hold.isZero()) {
      desk.reply(id, author, reply);
      return false;
    }
    Ticket ticket = tickets.lock(id);
    if (messages.byDedupeKey(reply.dedupeKey()).isPresent()) return false;
    if (reply.dedupeKey() != null && rows.exists(reply.dedupeKey())) return true;
    MessageId message = messages.nextId();
    Recipients recipients = desk.rehearse(ticket, message, author, reply);
    if (reply.lastSeen() != null && rows.answeredAfter(id, reply.lastSeen(), author.id()))
      throw new AlreadyAnswered();
    Instant now = clock.instant();
    WriteReply meant = recipients.nobody() ? reply : reply.to(recipients);
    rows.insert(message, id, author.id(), meant, now, now.plus(hold));
    tickets.tell(id);
    live.publish(WAKE);
    return true;
  }

  /**
   * Takes a reply back, or one that the desk refused when it was due: it is its author's again, who
   * keeps it elsewhere in the same transaction or lets it go.
   *
   * @return the reply, empty if it was taken back before
   * @throws DomainException (conflict) if it has left, (forbidden) unless its author asks,
   *     (invalid) if the ticket was merged and the reply with it
   */
  public Optional<WriteReply> takeBack(TicketId id, MessageId reply, AgentId by) {
    Ticket ticket = tickets.lock(id);
    Optional<HeldReply> held = rows.find(reply).filter(row -> row.ticket().equals(id));
    if (held.isEmpty()) {
      if (messages.exists(reply)) throw left();
      ticket.refuseMerged();
      return Optional.empty();
    }
    if (!held.get().author().equals(by)) {
      throw new DomainException(
          DomainException.Kind.FORBIDDEN, "Only who wrote a reply takes it back.");
    }
    rows.delete(reply);
    tickets.tell(id);
    return Optional.of(held.get().reply());
  }

  /** What is held in a ticket, oldest first; what the desk refused is shown to its author only. */
  @Transactional(readOnly = true)
  public List<HeldReply> of(TicketId ticket, AgentId reader) {
    return rows.of(ticket, reader);
  }

  private static DomainException left() {
    return new DomainException(DomainException.Kind.CONFLICT, "It has been sent already.");
  }
}
