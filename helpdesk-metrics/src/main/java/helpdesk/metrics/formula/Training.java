package helpdesk.metrics.formula;

import org.jspecify.annotations.Nullable;

/**
 * How much agents learn (docs/metrics.md, B.20).
 *
 * @param days days of training in the period, of all together
 * @param agents the mean of the daily number of agents
 */
public record Training(double days, double agents) {
  /** Days of one agent, null if there was none. */
  public @Nullable Double daysPerAgent() {
    return agents == 0 ? null : days / agents;
  }
}
