package helpdesk.web.admin;

import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaTarget;
import helpdesk.ticket.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy that is being written would mean.
 *
 * @param arrival when the ticket would come in, as a field of a form has it
 * @param lines the most urgent first
 */
record SlaForecast(String arrival, List<Line> lines) {
  /** What a ticket of one priority would begin with. */
  record Line(Priority priority, List<SlaClock> clocks) {
    /** Whether that is promised. */
    public boolean promises(String target) {
      return clock(target) != null;
    }

    /** When it would be due; null if these hours are never open. */
    public @Nullable Instant due(String target) {
      SlaClock clock = clock(target);
      return clock == null ? null : clock.due();
    }

    private @Nullable SlaClock clock(String target) {
      return clocks.stream()
          .filter(c -> c.target() == SlaTarget.of(target))
          .findFirst()
          .orElse(null);
    }
  }
}
