package helpdesk.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.contact.Contact;
import helpdesk.contact.Contacts;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.tag.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Everything that agents, programs and rules can do with a ticket. Each verb is one transaction
 * that locks the ticket, changes it, and writes what happened into the log. What makes one ticket
 * of two is {@link TicketMerging}.
 */
@Service
@Transactional
public class TicketDesk {
  private static final int LONGEST_SUBJECT = 500;
  private final Tickets tickets;
  private final Messages messages;
  private final Contacts contacts;
  private final NewTickets newTickets;
  private final Addressees addressees;
  private final ObjectProvider<ReplyDelivery> deliveries;
  private final Clock clock;

  TicketDesk(
      Tickets tickets,
      Messages messages,
      Contacts contacts,
      NewTickets newTickets,
      Addressees addressees,
      ObjectProvider<ReplyDelivery> deliveries,
      Clock clock) {
    this.tickets = tickets;
    this.messages = messages;
    this.contacts = contacts;
    this.newTickets = newTickets;
    this.addressees = addressees;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * Opens a ticket that did not come as a message from a channel.
   *
   * @return the new ticket, or the first one if the same wish was sent before
   */
  public TicketNumber open(OpenTicket command) {
    return newTickets.open(command);
  }

  /**
   * Answers the customer: writes the message and puts it on its way, both or neither.
   *
   * @return the message, or the first one if the same answer was sent before
   * @throws AlreadyAnswered if a colleague answered behind {@link WriteReply#lastSeen}
   * @throws DomainException (invalid) if the text is empty, the ticket is closed, nobody is left to
   *     go to, or a recipient is a mailbox of ours
   */
  public MessageId reply(TicketId id, Agent author, WriteReply command) {
    return reply(id, author, command, messages::nextId);
  }

  /** Writes a reply that was held, under the id that was set aside for it. */
  MessageId give(HeldReply held, Agent author) {
    return reply(held.ticket(), author, held.reply(), held::id);
  }

  /**
   * Refuses what {@link #reply} would refuse, and does nothing else: the ticket is not to be saved.
   *
   * @return whom the reply would go to now
   */
  Recipients rehearse(Ticket ticket, MessageId message, Agent author, WriteReply command) {
    return answer(ticket, message, author, command, clock.instant());
  }

  private MessageId reply(
      TicketId id, Agent author, WriteReply command, Supplier<MessageId> nextId) {
    Ticket ticket = tickets.lock(id);
    Optional<Messages.Known> before = messages.byDedupeKey(command.dedupeKey());
    if (before.isPresent()) return before.get().id();
    Instant now = clock.instant();
    MessageId message = nextId.get();
    Recipients recipients = answer(ticket, message, author, command, now);
    String html = SafeHtml.of(command.html());
    String rfcMessageId = deliver(ticket, message, author, recipients, command, html);
    messages.insert(
        new Messages.NewMessage(
            message,
            id,
            MessageKind.AGENT,
            null,
            author.id(),
            author.name(),
            author.email(),
            recipients.to(),
            recipients.cc(),
            recipients.bcc(),
            now,
            ticket.subject,
            command.text(),
            command.text(),
            html,
            rfcMessageId,
            command.dedupeKey(),
            null,
            null,
            command.files()));
    if (rfcMessageId != null) messages.remember(id, List.of(rfcMessageId));
    messages.join(id, recipients.seen().map(Party::email).toList());
    tickets.update(ticket);
    return message;
  }

  /** Whom a reply goes to now when nobody says otherwise. */
  @Transactional(readOnly = true)
  public Recipients recipients(TicketId id) {
    return addressees.of(id, contacts.byId(tickets.requester(id)));
  }

  /** What a reply does to the ticket itself, not yet saved, and whom it goes to. */
  private Recipients answer(
      Ticket ticket, MessageId message, Agent author, WriteReply command, Instant now) {
    ticket.refuseMerged();
    refuseBlank(command.text());
    if (command.lastSeen() != null && messages.answeredAfter(ticket.id, command.lastSeen()))
      throw new AlreadyAnswered();
    ticket.agentReplied(message, Actor.agent(author), now, command.text(), command.then());
    return recipients(ticket.id, contacts.byId(ticket.requester), command.recipients());
  }

  /**
   * Writes a note that only the house reads.
   *
   * @throws DomainException (invalid) if the text is empty
   */
  public MessageId note(TicketId id, Agent author, String text, byte @Nullable [] dedupeKey) {
    Ticket ticket = tickets.lock(id);
    Optional<Messages.Known> before = messages.byDedupeKey(dedupeKey);
    if (before.isPresent()) return before.get().id();
    ticket.refuseMerged();
    refuseBlank(text);
    Instant now = clock.instant();
    MessageId message = messages.nextId();
    ticket.noted(message, Actor.agent(author), now);
    messages.insert(
        new Messages.NewMessage(
            message,
            id,
            MessageKind.NOTE,
            null,
            author.id(),
            author.name(),
            null,
            List.of(),
            List.of(),
            List.of(),
            now,
            ticket.subject,
            text,
            text,
            null,
            null,
            dedupeKey,
            null,
            null,
            List.of()));
    tickets.update(ticket);
    return message;
  }

  /**
   * Changes a ticket; what is already so changes nothing.
   *
   * @return the ticket's version afterwards
   * @throws StaleTicket if it is no longer at the expected version
   * @throws DomainException (invalid) if a value is not allowed
   */
  public int change(TicketId id, TicketChange change, Actor by) {
    Ticket ticket = tickets.lock(id);
    if (change.expectedVersion() != null && change.expectedVersion() != ticket.version)
      throw new StaleTicket();
    ticket.refuseMerged();
    Instant now = clock.instant();
    apply(ticket, change, by, now);
    if (!ticket.happened.isEmpty()) tickets.update(ticket);
    return ticket.version;
  }

  /**
   * Takes an unassigned ticket.
   *
   * @throws DomainException (conflict) if a colleague has it already
   */
  public void take(TicketId id, Agent agent) {
    Ticket ticket = tickets.lock(id);
    ticket.refuseMerged();
    AgentId holder = ticket.assignee;
    if (agent.id().equals(holder)) return;
    if (holder != null) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "A colleague has already taken this ticket.");
    }
    ticket.assign(agent.id(), Actor.agent(agent), clock.instant());
    tickets.update(ticket);
  }

  /**
   * Closes a ticket that has been resolved since that instant or longer; any other is left alone.
   */
  void closeIfStillResolved(TicketId id, Instant until) {
    Ticket ticket = tickets.lock(id);
    Instant since = ticket.resolvedAt;
    if (ticket.status != Status.RESOLVED || since == null || since.isAfter(until)) return;
    ticket.changeStatus(Status.CLOSED, Actor.SYSTEM, clock.instant());
    tickets.update(ticket);
  }

  /**
   * Takes a follower out: mail that only names the ticket does not get in from there any more. Who
   * is answered or named in a message again follows again.
   *
   * @throws DomainException (invalid) if it is the customer's own address
   */
  public void unfollow(TicketId id, EmailAddress follower, Actor by) {
    Ticket ticket = tickets.lock(id);
    ticket.refuseMerged();
    if (contacts.byId(ticket.requester).addresses().contains(follower)) {
      throw new DomainException(
          DomainException.Kind.INVALID, "The customer of a ticket always takes part in it.");
    }
    if (!messages.leave(id, follower)) return;
    ticket.say(
        clock.instant(), by, new TicketEvent.FieldChanged("follower", follower.value(), null));
    tickets.update(ticket);
  }

  /** Lets an agent hear of a ticket that need not be theirs. */
  public void follow(TicketId id, AgentId agent) {
    tickets.follow(id, agent);
    tickets.tell(id);
  }

  /** Lets an agent hear of it no more, unless it is theirs. */
  public void stopFollowing(TicketId id, AgentId agent) {
    tickets.stopFollowing(id, agent);
    tickets.tell(id);
  }

  /** Puts a ticket among the spam, or takes it back. */
  public void markSpam(TicketId id, boolean spam, Actor by) {
    Ticket ticket = tickets.lock(id);
    ticket.refuseMerged();
    ticket.markSpam(spam, by, clock.instant());
    if (!ticket.happened.isEmpty()) tickets.update(ticket);
  }

  /**
   * Brings a ticket back whose mail did not arrive: one that waits for the customer is open again,
   * and so is one whose solution they never got. What is closed stays so.
   *
   * @param message which did not arrive
   * @param delivery what became of the mail, such as {@code bounced}
   */
  public void cameBack(TicketId id, MessageId message, String delivery) {
    Ticket ticket = tickets.lock(id);
    ticket.cameBack(delivery, messages.isLastAnswer(id, message), clock.instant());
    tickets.update(ticket);
  }

  /** Puts a ticket in the bin, or takes it out again. */
  public void trash(TicketId id, boolean trashed, Actor by) {
    Ticket ticket = tickets.lock(id);
    ticket.refuseMerged();
    ticket.trash(trashed, by, clock.instant());
    if (!ticket.happened.isEmpty()) tickets.update(ticket);
  }

  /** Adds an event that changes no state of the ticket, such as a survey's. */
  public void tell(TicketId id, Actor by, TicketEvent event) {
    Ticket ticket = tickets.lock(id);
    ticket.say(clock.instant(), by, event);
    tickets.update(ticket);
  }

  /**
   * Adds what a clock shows, at the instant of which it shows it. The ticket itself stays as it is:
   * no list moves it up, and what a colleague is about to change is not stale.
   *
   * @param at may have passed a while ago
   */
  public void note(TicketId id, Instant at, TicketEvent event) {
    Ticket ticket = tickets.lock(id);
    ticket.say(at, Actor.SYSTEM, event);
    tickets.append(ticket);
  }

  /**
   * The inside name of the ticket with that number.
   *
   * @throws TicketNotFound if there is none
   */
  @Transactional(readOnly = true)
  public TicketId idOf(TicketNumber number) {
    return tickets.idOf(number).orElseThrow(() -> new TicketNotFound(number));
  }

  private static void apply(Ticket ticket, TicketChange change, Actor by, Instant now) {
    if (change.subject() != null) ticket.rename(subject(change.subject()), by, now);
    if (change.priority() != null) ticket.prioritise(change.priority(), by, now);
    if (change.team() != null) ticket.moveToTeam(change.team().orElse(null), by, now);
    if (change.assignee() != null) ticket.assign(change.assignee().orElse(null), by, now);
    if (change.tags() != null) ticket.tag(plain(change), by, now);
    if (change.language() != null) ticket.speak(change.language(), by, now);
    if (change.status() != null) ticket.changeStatus(change.status(), by, now);
  }

  private static Set<String> plain(TicketChange change) {
    return Optional.ofNullable(change.tags()).stream()
        .flatMap(java.util.Collection::stream)
        .map(Tags::plain)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private @Nullable String deliver(
      Ticket ticket,
      MessageId message,
      Agent author,
      Recipients recipients,
      WriteReply command,
      @Nullable String html) {
    if (recipients.nobody()) return null;
    List<String> thread = messages.thread(ticket.id);
    OutgoingReply reply =
        new OutgoingReply(
            ticket.id,
            ticket.number,
            message,
            ticket.channelId,
            recipients,
            ticket.subject,
            command.text(),
            html,
            command.files(),
            thread.isEmpty() ? null : thread.get(thread.size() - 1),
            thread,
            author.name(),
            ticket.language == null ? null : ticket.language.getLanguage());
    return deliveries
        .orderedStream()
        .filter(delivery -> delivery.delivers(ticket.channelKind))
        .findFirst()
        .map(delivery -> delivery.deliver(reply))
        .orElse(null);
  }

  private Recipients recipients(TicketId id, Contact requester, @Nullable Recipients wanted) {
    return wanted == null ? addressees.of(id, requester) : addressees.chosen(wanted, id, requester);
  }

  static String subject(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
  }

  private static void refuseBlank(String text) {
    if (text.isBlank())
      throw new DomainException(DomainException.Kind.INVALID, "There is nothing written here yet.");
  }
}
