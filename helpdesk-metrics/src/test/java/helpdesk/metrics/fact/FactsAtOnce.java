package helpdesk.metrics.fact;

import helpdesk.ticket.TicketId;
import java.util.Collection;
import org.springframework.boot.test.context.TestComponent;

/**
 * Folds tickets within the transaction of a test that takes everything back at its end. The
 * follower would read only what is settled.
 */
@TestComponent
public class FactsAtOnce {
  private final Facts facts;

  FactsAtOnce(Facts facts) {
    this.facts = facts;
  }

  public void of(Collection<TicketId> tickets) {
    facts.refold(tickets);
  }
}
