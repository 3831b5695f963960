package helpdesk.ticket;

import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.ChannelId;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in messages from outside: finds or opens their ticket. One message met twice is one
 * message.
 */
@Service
@Transactional
public class Receptionist {
  private final Threading threading;
  private final Tickets tickets;
  private final NewTickets newTickets;
  private final Messages messages;
  private final Contacts contacts;
  private final ImportedThreads imported;
  private final Acknowledgements acknowledgements;
  private final SpamJudge spam;
  private final DeletedMail deleted;
  private final ObjectProvider<ChannelRules> rules;

  Receptionist(
      Threading threading,
      Tickets tickets,
      NewTickets newTickets,
      Messages messages,
      Contacts contacts,
      ImportedThreads imported,
      Acknowledgements acknowledgements,
      SpamJudge spam,
      DeletedMail deleted,
      ObjectProvider<ChannelRules> rules) {
    this.threading = threading;
    this.tickets = tickets;
    this.newTickets = newTickets;
    this.messages = messages;
    this.contacts = contacts;
    this.imported = imported;
    this.acknowledgements = acknowledgements;
    this.spam = spam;
    this.deleted = deleted;
    this.rules = rules;
  }

  /** Puts the message where it belongs, in the caller's transaction, and says where that is. */
  public Reception receive(IncomingMessage message) {
    threading.lock(message);
    Optional<Messages.Known> before = messages.byDedupeKey(message.dedupeKey());
    if (before.isPresent()) {
      return new Reception(
          Reception.Outcome.DUPLICATE, null, before.get().ticket(), before.get().id(), null);
    }
    if (deleted.knows(message)) return ignored("Its ticket was deleted for good.");
    Threading.Match match = threading.find(message);
    IncomingMessage.Automatic automatic = message.automatic();
    if (match.ticket() == null && automatic != null && isReport(automatic))
      return ignored("Automatic mail (" + automatic.key() + ") that belongs to no conversation.");
    Ticket found = match.ticket() == null ? null : follow(match.ticket());
    SpamJudge.Verdict unwanted = spam.judge(message);
    if (found != null && unwanted != null && unwanted.listed() && !found.spam)
      return open(message, null, found.id, unwanted);
    if (found == null) return open(message, null, match.suggested(), unwanted);
    if (startsAnew(found, message))
      return open(message, followsUp(message) ? found : null, null, unwanted);
    if (found.trashed && message.kind() == MessageKind.CUSTOMER)
      found.trash(false, Actor.SYSTEM, message.at());
    if (!match.joined().isEmpty()) found = imported.unite(found, match.joined(), message.at());
    MessageId id = add(found, message);
    tickets.update(found);
    remember(found, message);
    return new Reception(Reception.Outcome.ATTACHED, null, found.id, id, null);
  }

  private static Reception ignored(String reason) {
    return new Reception(Reception.Outcome.IGNORED, reason, null, null, null);
  }

  private Reception open(
      IncomingMessage message,
      @Nullable Ticket closed,
      @Nullable TicketId suggested,
      SpamJudge.@Nullable Verdict unwanted) {
    ContactId requester = contact(message.from(), message);
    NewTickets.Opened opened = newTickets.open(message, requester);
    Ticket ticket = opened.ticket();
    ticket.suggested = suggested;
    if (closed != null) {
      ticket.followUpOf = closed.id;
      closed.say(message.at(), Actor.SYSTEM, new TicketEvent.FollowUpCreated(ticket.id.value()));
      tickets.update(closed);
    }
    MessageId id = opened.message();
    write(ticket, id, message, requester);
    if (unwanted != null) ticket.heldForSpam(unwanted, message.at());
    tickets.insert(ticket);
    insert(ticket, id, message, requester);
    remember(ticket, message);
    acknowledgements.of(ticket, message);
    return new Reception(Reception.Outcome.OPENED, null, ticket.id, id, suggested);
  }

  private MessageId add(Ticket ticket, IncomingMessage message) {
    ContactId author = contact(message.from(), message);
    MessageId id = messages.nextId();
    write(ticket, id, message, author);
    insert(ticket, id, message, author);
    return id;
  }

  private static void write(
      Ticket ticket, MessageId id, IncomingMessage message, ContactId author) {
    Actor customer = Actor.customer(author, message.from().name());
    switch (message.kind()) {
      case AUTOMATIC -> {
        IncomingMessage.Automatic why = message.automatic();
        ticket.machineWrote(id, customer, message.at(), why == null ? "automatic" : why.key());
        if (ticket.preview.isEmpty()) ticket.preview = Excerpt.of(message.visibleText());
      }
      case AGENT -> ticket.ownMessageImported(id, message.at(), message.visibleText());
      default ->
          ticket.customerWrote(
              id,
              customer,
              message.at(),
              message.visibleText(),
              ThanksNote.matches(message.visibleText()));
    }
  }

  private void insert(Ticket ticket, MessageId id, IncomingMessage message, ContactId author) {
    boolean ours = message.kind() == MessageKind.AGENT;
    messages.insert(
        new Messages.NewMessage(
            id,
            ticket.id,
            message.kind(),
            ours ? null : author,
            null,
            message.from().name(),
            message.from().email(),
            message.to(),
            message.cc(),
            List.of(),
            message.writtenAt(),
            message.subject(),
            message.text(),
            message.visibleText(),
            message.html(),
            message.messageId(),
            message.dedupeKey(),
            message.inboundId(),
            message.automatic() == null ? null : message.automatic().key(),
            message.files(),
            message.remarks()));
  }

  private void remember(Ticket ticket, IncomingMessage message) {
    messages.remember(ticket.id, Threading.mentioned(message));
    if (message.kind() == MessageKind.AUTOMATIC) return;
    if (message.kind() == MessageKind.CUSTOMER) contacts.heardFrom(message.from().email());
    List<EmailAddress> people = new ArrayList<>(List.of(message.from().email()));
    message.to().forEach(p -> people.add(p.email()));
    message.cc().forEach(p -> people.add(p.email()));
    messages.join(ticket.id, people);
  }

  /** The ticket itself, or the one it was merged into meanwhile. */
  private Ticket follow(TicketId id) {
    Ticket ticket = tickets.lock(tickets.survivor(id));
    for (int hops = 0; ticket.mergedInto != null && hops < 10; hops++)
      ticket = tickets.lock(ticket.mergedInto);
    return ticket;
  }

  /** Whether the new ticket is linked to the closed one, as its channel says. */
  private boolean followsUp(IncomingMessage message) {
    ChannelId channel = message.channelId();
    return channel == null || rules.stream().allMatch(r -> r.followsUpClosed(channel));
  }

  private static boolean startsAnew(Ticket ticket, IncomingMessage message) {
    return ticket.status == Status.CLOSED && message.kind() == MessageKind.CUSTOMER;
  }

  /** Of no use without the conversation that it is about. */
  private static boolean isReport(IncomingMessage.Automatic automatic) {
    return automatic.strays();
  }

  private ContactId contact(Party party, IncomingMessage message) {
    return contacts.findOrCreate(party.email(), party.name(), message.language());
  }
}
