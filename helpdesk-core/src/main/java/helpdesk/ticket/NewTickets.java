package helpdesk.ticket;

import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.tag.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens tickets: the one place where a ticket comes to be. */
@Component
class NewTickets {
  private final Tickets tickets;
  private final Messages messages;
  private final Contacts contacts;
  private final Sequences sequences;
  private final Clock clock;
  private final ObjectProvider<ChannelRules> rules;

  NewTickets(
      Tickets tickets,
      Messages messages,
      Contacts contacts,
      Sequences sequences,
      Clock clock,
      ObjectProvider<ChannelRules> rules) {
    this.tickets = tickets;
    this.messages = messages;
    this.contacts = contacts;
    this.sequences = sequences;
    this.clock = clock;
    this.rules = rules;
  }

  TicketNumber open(OpenTicket command) {
    Optional<Messages.Known> before = messages.byDedupeKey(command.dedupeKey());
    if (before.isPresent()) return tickets.lock(before.get().ticket()).number;
    if (command.subject().isBlank() && command.text().isBlank()) {
      throw new DomainException(
          DomainException.Kind.INVALID, "A ticket needs a subject or a text.");
    }
    Instant now = clock.instant();
    EmailAddress address = command.requester().email();
    ContactId requester =
        contacts.findOrCreate(address, command.requester().name(), command.language());
    Origin origin = command.onBehalf() == null ? Origin.INBOUND : Origin.ON_BEHALF;
    Ids ids = ids();
    Ticket ticket =
        new Ticket(
            ids.ticket,
            ids.number,
            TicketDesk.subject(
                command.subject().isBlank() ? Excerpt.of(command.text()) : command.subject()),
            Status.NEW,
            command.priority(),
            command.channel(),
            command.channelId(),
            origin,
            requester,
            now);
    ticket.team = command.team();
    ticket.language = command.language();
    command.tags().forEach(tag -> ticket.tags.add(Tags.plain(tag)));
    tag(ticket, command.channelId());
    Actor customer = Actor.customer(requester, command.requester().name());
    ticket.created(command.onBehalf() == null ? customer : command.onBehalf());
    MessageId message = ids.message;
    if (origin == Origin.INBOUND) {
      ticket.customerWrote(message, customer, now, command.text(), false);
    } else {
      ticket.messageCount++;
      ticket.preview = Excerpt.of(command.text());
    }
    tickets.insert(ticket);
    messages.insert(
        new Messages.NewMessage(
            message,
            ticket.id,
            MessageKind.CUSTOMER,
            requester,
            null,
            command.requester().name(),
            address,
            List.of(),
            List.of(),
            List.of(),
            now,
            ticket.subject,
            command.text(),
            command.text(),
            SafeHtml.of(command.html()),
            null,
            command.dedupeKey(),
            null,
            null,
            List.of()));
    messages.join(ticket.id, List.of(address));
    return ticket.number;
  }

  /** A ticket that was opened, and the id that the message that asked for it shall have. */
  record Opened(Ticket ticket, MessageId message) {}

  /** Opens a ticket for the message that asks for it. */
  Opened open(IncomingMessage message, ContactId requester) {
    Ids ids = ids();
    Ticket ticket =
        new Ticket(
            ids.ticket,
            ids.number,
            TicketDesk.subject(
                message.subject().isBlank()
                    ? Excerpt.of(message.visibleText())
                    : message.subject()),
            Status.NEW,
            Priority.NORMAL,
            message.channel(),
            message.channelId(),
            message.origin(),
            requester,
            message.at());
    ticket.team = message.team();
    ticket.language = message.language();
    ticket.bulk = message.bulk() || message.automatic() != null;
    if (message.origin() != Origin.IMPORT) tag(ticket, message.channelId());
    ticket.created(Actor.customer(requester, message.from().name()));
    return new Opened(ticket, ids.message);
  }

  private record Ids(TicketId ticket, TicketNumber number, MessageId message) {}

  private Ids ids() {
    List<Long> next = sequences.nextOfEach("ticket_id_seq", "ticket_number_seq", "message_id_seq");
    return new Ids(
        new TicketId(next.get(0)), new TicketNumber(next.get(1)), new MessageId(next.get(2)));
  }

  private void tag(Ticket ticket, @Nullable ChannelId channel) {
    if (channel == null) return;
    rules.ifAvailable(known -> ticket.tags.addAll(known.defaultTags(channel)));
  }
}
