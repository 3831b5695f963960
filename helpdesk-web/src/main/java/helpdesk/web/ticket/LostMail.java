package helpdesk.web.ticket;

import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.outbox.Outbox;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done about our messages that did not arrive. */
@Service
@Transactional
class LostMail {
  private final TicketReader tickets;
  private final Outbox outbox;
  private final Contacts contacts;

  LostMail(TicketReader tickets, Outbox outbox, Contacts contacts) {
    this.tickets = tickets;
    this.outbox = outbox;
    this.contacts = contacts;
  }

  /**
   * Sends the mail to another address. If it had not reached the customer, that is where they are
   * written to from now on.
   *
   * @throws DomainException (invalid) if that is no address, (not found) if the mail is none of
   *     this ticket
   */
  public void sendTo(TicketNumber number, long outbound, String typed) {
    EmailAddress address = EmailAddress.parse(typed);
    if (address == null) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "That is not an email address. Check the part around the @.");
    }
    TicketView ticket = tickets.byNumber(number);
    TicketView.Delivery delivery = delivery(ticket, outbound);
    String customer = ticket.requester().email();
    boolean theirs = delivery.returnedFor().isEmpty() || delivery.returnedFor().contains(customer);
    outbox.sendTo(outbound, address);
    if (theirs) contacts.prefer(new ContactId(ticket.requester().id()), address);
  }

  /**
   * Notes that somebody has dealt with it.
   *
   * @throws DomainException (not found) if the mail is none of this ticket
   */
  public void settle(TicketNumber number, long outbound) {
    delivery(tickets.byNumber(number), outbound);
    outbox.settle(outbound);
  }

  private static TicketView.Delivery delivery(TicketView ticket, long outbound) {
    return ticket.messages().stream()
        .map(TicketView.Message::delivery)
        .filter(d -> d != null && d.outboundId() == outbound)
        .findFirst()
        .map(Objects::requireNonNull)
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such mail."));
  }
}
