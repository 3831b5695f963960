package helpdesk.metrics.timeline;

import java.time.Duration;

/**
 * What the definitions leave to a house.
 *
 * @param firstContactWindow how long after a resolution a reopening still spoils the first contact
 * @param workCap how long a timer that was never stopped counts at most
 */
public record Settings(Duration firstContactWindow, Duration workCap) {
  /** 7 days and 30 minutes. */
  public static final Settings DEFAULT = new Settings(Duration.ofDays(7), Duration.ofMinutes(30));
}
