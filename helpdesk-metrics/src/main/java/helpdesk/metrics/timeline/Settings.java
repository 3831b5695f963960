package helpdesk.metrics.timeline;

import helpdesk.sla.QueueLimits;
import java.time.Duration;

/**
 * What the definitions leave to a house.
 *
 * @param firstContactWindow how long after a resolution a reopening still spoils the first contact
 * @param workCap how long a timer that was never stopped counts at most
 * @param queueLimits how much business time a ticket may wait for an assignee
 */
public record Settings(Duration firstContactWindow, Duration workCap, QueueLimits queueLimits) {
  /** 7 days, 30 minutes and an hour. */
  public static final Settings DEFAULT =
      new Settings(Duration.ofDays(7), Duration.ofMinutes(30), QueueLimits.UNDECIDED);
}
