package helpdesk.metrics.report;

import helpdesk.agent.AgentId;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.catalog.Metric;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures that are mailed again and again.
 *
 * @param address which tickets they are of, without the period
 * @param hour of the workspace's clocks, 0 to 23
 * @param active whether it is sent when it is due
 * @param since what was due before then is not sent
 */
public record Report(
    long id,
    String name,
    List<Metric> metrics,
    Address address,
    Rhythm rhythm,
    int hour,
    List<AgentId> recipients,
    boolean active,
    Instant since) {
  /** What somebody wants to be sent. */
  public record Wanted(
      String name,
      List<Metric> metrics,
      Address address,
      Rhythm rhythm,
      int hour,
      List<AgentId> recipients) {}

  /**
   * One time it was sent, to one of its recipients.
   *
   * @param dueOn null if somebody asked for it
   * @param state of the mail, as the outbox has it; null once it has been deleted there
   */
  public record Delivery(
      long report,
      @Nullable LocalDate dueOn,
      Instant at,
      String recipient,
      @Nullable String state) {}
}
