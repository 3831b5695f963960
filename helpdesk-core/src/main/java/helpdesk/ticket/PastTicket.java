package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ticket whose story happened before it is written down: told step by step with its own times, by
 * the same rules as a live ticket. Steps are told in the order of time; {@link TicketHistory}
 * writes it.
 */
public final class PastTicket {
  /** Where a story begins. */
  public record Beginning(
      Instant at,
      ChannelKind channel,
      @Nullable ChannelId channelId,
      Origin origin,
      ContactId requesterId,
      Party requester,
      String subject,
      Priority priority,
      @Nullable TeamId team,
      @Nullable Locale language,
      Collection<String> tags) {}

  /**
   * One step: what it does to the ticket, given the id of the message it writes, if it writes one.
   */
  interface Step {
    void tell(Ticket ticket, @Nullable MessageId message, TicketHistory.Pages pages);
  }

  record Told(boolean writesMessage, Step step) {}

  final Beginning beginning;
  final List<Told> steps = new ArrayList<>();
  boolean sample;

  public PastTicket(Beginning beginning) {
    this.beginning = beginning;
  }

  /** Where it begins. */
  public Beginning beginning() {
    return beginning;
  }

  /** Marks it as invented, so that it can be taken away again. */
  public PastTicket asSample() {
    sample = true;
    return this;
  }

  /** The requester wrote. */
  public PastTicket customerWrote(Instant at, String text) {
    return message(
        (ticket, id, pages) -> {
          ticket.customerWrote(id, customer(), at, text, ThanksNote.matches(text));
          pages.customer(ticket, id, beginning, at, text);
        });
  }

  /** An agent answered. */
  public PastTicket agentReplied(Instant at, Agent agent, String text, @Nullable Status then) {
    return message(
        (ticket, id, pages) -> {
          ticket.agentReplied(id, Actor.agent(agent), at, text, then);
          pages.agent(ticket, id, beginning, agent, at, text);
        });
  }

  /** An agent wrote a note for the house. */
  public PastTicket noted(Instant at, Agent agent, String text) {
    return message(
        (ticket, id, pages) -> {
          ticket.noted(id, Actor.agent(agent), at);
          pages.note(ticket, id, agent, at, text);
        });
  }

  /** The ticket was given to an agent. */
  public PastTicket assigned(Instant at, Agent to, Actor by) {
    return step(ticket -> ticket.assign(to.id(), by, at));
  }

  /** The status changed. */
  public PastTicket became(Instant at, Status status, Actor by) {
    return step(ticket -> ticket.changeStatus(status, by, at));
  }

  /** Something else happened that changes no state of the ticket. */
  public PastTicket told(Instant at, Actor by, TicketEvent event) {
    return step(ticket -> ticket.say(at, by, event));
  }

  private Actor customer() {
    return Actor.customer(beginning.requesterId(), beginning.requester().name());
  }

  private PastTicket message(MessageStep step) {
    steps.add(
        new Told(
            true,
            (ticket, id, pages) -> {
              if (id != null) step.tell(ticket, id, pages);
            }));
    return this;
  }

  private PastTicket step(java.util.function.Consumer<Ticket> change) {
    steps.add(new Told(false, (ticket, id, pages) -> change.accept(ticket)));
    return this;
  }

  private interface MessageStep {
    void tell(Ticket ticket, MessageId message, TicketHistory.Pages pages);
  }
}
