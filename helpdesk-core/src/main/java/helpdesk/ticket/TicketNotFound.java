package helpdesk.ticket;

import helpdesk.shared.DomainException;

/** There is no such ticket. */
public final class TicketNotFound extends DomainException {
  private static final long serialVersionUID = 1L;

  TicketNotFound(Object idOrNumber) {
    super(Kind.NOT_FOUND, "There is no ticket " + idOrNumber + ".");
  }
}
