package helpdesk.metrics.insight;

import helpdesk.agent.Agent;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.formula.WorkloadBalance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How work is shared.
 *
 * @param members by name
 * @param balance of the tickets that each has solved, those who solved none included
 */
public record Team(List<Member> members, WorkloadBalance balance) {
  /**
   * What one did in the period.
   *
   * @param open how many tickets they have now
   * @param handleSeconds how long they worked on tickets that were solved, null if nobody measured
   */
  public record Member(
      Agent agent,
      long open,
      Figure resolved,
      Figure replies,
      @Nullable Double handleSeconds,
      Figure firstResponse,
      Figure csat) {}
}
