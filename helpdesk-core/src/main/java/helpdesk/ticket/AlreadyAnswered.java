package helpdesk.ticket;

import helpdesk.shared.DomainException;

/** A colleague answered after the agent last looked; nothing was sent. */
public final class AlreadyAnswered extends DomainException {
  private static final long serialVersionUID = 1L;

  AlreadyAnswered() {
    super(
        Kind.CONFLICT,
        "A colleague has just answered this customer. Read their reply before you send yours.");
  }
}
