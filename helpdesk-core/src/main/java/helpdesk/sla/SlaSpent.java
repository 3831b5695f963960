package helpdesk.sla;

import java.time.Duration;

/**
 * Where the time of a promise went, in the hours by which it ran. Time in which the ticket was
 * solved went nowhere.
 *
 * @param queue while it was new or open and nobody's
 * @param agent while it was new or open and somebody's
 * @param customer while it waited for the customer
 * @param thirdParty while it was on hold
 */
public record SlaSpent(Duration queue, Duration agent, Duration customer, Duration thirdParty) {
  static final SlaSpent NOTHING =
      new SlaSpent(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** All of it. */
  public Duration total() {
    return queue.plus(agent).plus(customer).plus(thirdParty);
  }

  /** The same with what passed while the ticket stood so. */
  SlaSpent plus(String status, boolean taken, Duration time) {
    return switch (status) {
      case "new", "open" ->
          taken
              ? new SlaSpent(queue, agent.plus(time), customer, thirdParty)
              : new SlaSpent(queue.plus(time), agent, customer, thirdParty);
      case "pending" -> new SlaSpent(queue, agent, customer.plus(time), thirdParty);
      case "on_hold" -> new SlaSpent(queue, agent, customer, thirdParty.plus(time));
      default -> this;
    };
  }
}
