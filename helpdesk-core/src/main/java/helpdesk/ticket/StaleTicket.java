package helpdesk.ticket;

import helpdesk.shared.DomainException;

/** Somebody else changed the ticket after it was looked at; nothing was saved. */
public final class StaleTicket extends DomainException {
  private static final long serialVersionUID = 1L;

  StaleTicket() {
    super(
        Kind.CONFLICT,
        "Somebody else changed this ticket in the meantime. Look at it again, then repeat your change.");
  }
}
