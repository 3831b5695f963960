package helpdesk.ticket;

import helpdesk.contact.Contacts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Acknowledges new tickets: a line of the story, never an answer. */
@Component
class Acknowledgements {
  /** The reason under which it is stored and logged. */
  static final String REASON = "acknowledgement";

  private final ObjectProvider<Acknowledgement> channels;
  private final Messages messages;
  private final Tickets tickets;
  private final Contacts contacts;
  private final Clock clock;

  Acknowledgements(
      ObjectProvider<Acknowledgement> channels,
      Messages messages,
      Tickets tickets,
      Contacts contacts,
      Clock clock) {
    this.channels = channels;
    this.messages = messages;
    this.tickets = tickets;
    this.contacts = contacts;
    this.clock = clock;
  }

  /** For a ticket that was opened in this transaction: once, and only for people who ask. */
  void of(Ticket ticket, IncomingMessage message) {
    boolean asks = message.kind() == MessageKind.CUSTOMER && message.automatic() == null;
    if (!asks || message.bulk() || message.origin() != Origin.INBOUND || ticket.spam) return;
    // the mail would go to whoever is named, who may never have written
    if (!message.remarks().unproven().isEmpty()) return;
    MessageId own = messages.nextId();
    Acknowledgement.Opened opened =
        new Acknowledgement.Opened(
            ticket.id, ticket.number, own, ticket.subject, language(ticket), message);
    channels
        .orderedStream()
        .map(channel -> channel.acknowledge(opened))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(sent -> write(ticket, own, sent));
  }

  private void write(Ticket ticket, MessageId own, Acknowledgement.Sent sent) {
    Instant now = clock.instant();
    ticket.acknowledged(own, now);
    messages.insert(
        new Messages.NewMessage(
            own,
            ticket.id,
            MessageKind.AUTOMATIC,
            null,
            null,
            sent.author(),
            sent.from(),
            List.of(sent.to()),
            List.of(),
            List.of(),
            now,
            sent.subject(),
            sent.text(),
            sent.text(),
            sent.html(),
            sent.messageId(),
            null,
            null,
            REASON,
            List.of()));
    messages.remember(ticket.id, List.of(sent.messageId()));
    tickets.update(ticket);
  }

  private @Nullable Locale language(Ticket ticket) {
    return ticket.language != null ? ticket.language : contacts.byId(ticket.requester).language();
  }
}
