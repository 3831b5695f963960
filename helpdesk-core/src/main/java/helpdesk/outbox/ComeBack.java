package helpdesk.outbox;

import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a mail up and brings its ticket back: what nobody received must not rest unseen. */
@Component
class ComeBack {
  private final Leases leases;
  private final TicketDesk desk;

  ComeBack(Leases leases, TicketDesk desk) {
    this.leases = leases;
    this.desk = desk;
  }

  /**
   * Both or neither: the state of the mail, and the line in the ticket's story that moves it up.
   */
  @Transactional
  public void fail(Claim claim, String detail) {
    boolean ours = leases.fail(claim, detail);
    if (!ours || claim.ticket() == null || claim.message() == null) return;
    tell(claim.ticket(), claim.message(), DeliveryState.FAILED);
  }

  /** A ticket that waited for the customer waits for us again: they have nothing to answer to. */
  void tell(TicketId ticket, MessageId message, DeliveryState state) {
    desk.cameBack(ticket, message, state.key());
  }
}
