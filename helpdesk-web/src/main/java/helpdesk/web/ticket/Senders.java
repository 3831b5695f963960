package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.channel.Channels;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.spam.SpamRule.Effect;
import helpdesk.spam.SpamRule.Kind;
import helpdesk.spam.SpamRules;
import helpdesk.ticket.Actor;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Blocks and allows the sender of a ticket, together with what that means for the ticket. */
@Service
@Transactional
class Senders {
  private final TicketDesk desk;
  private final TicketReader tickets;
  private final SpamRules rules;
  private final Channels channels;
  private final Agents agents;

  Senders(
      TicketDesk desk, TicketReader tickets, SpamRules rules, Channels channels, Agents agents) {
    this.desk = desk;
    this.tickets = tickets;
    this.rules = rules;
    this.channels = channels;
    this.agents = agents;
  }

  /**
   * Puts the ticket among the spam, and whatever its sender writes from now on.
   *
   * @throws DomainException (invalid) if it has no sender, or one of us
   */
  public void block(TicketId ticket, Agent by) {
    EmailAddress sender = sender(ticket);
    if (channels.byAddress(sender).isPresent() || agents.byEmail(sender).isPresent()) {
      throw new DomainException(
          DomainException.Kind.INVALID, "This address is one of ours and is not blocked.");
    }
    rules.add(Effect.BLOCK, Kind.ADDRESS, sender.value(), by.id());
    desk.markSpam(ticket, true, Actor.agent(by));
  }

  /** Takes the block back, and the ticket out of the spam. */
  public void unblock(TicketId ticket, Agent by) {
    rules.remove(Effect.BLOCK, Kind.ADDRESS, sender(ticket).value());
    desk.markSpam(ticket, false, Actor.agent(by));
  }

  /** Takes the ticket out of the spam, and nothing of its sender's is held for spam again. */
  public void allow(TicketId ticket, Agent by) {
    rules.add(Effect.ALLOW, Kind.ADDRESS, sender(ticket).value(), by.id());
    desk.markSpam(ticket, false, Actor.agent(by));
  }

  private EmailAddress sender(TicketId ticket) {
    List<TicketView> heads = tickets.heads(List.of(ticket));
    EmailAddress sender =
        heads.isEmpty() ? null : EmailAddress.parse(heads.get(0).requester().email());
    if (sender == null) {
      throw new DomainException(
          DomainException.Kind.INVALID, "This ticket’s customer has no address.");
    }
    return sender;
  }
}
