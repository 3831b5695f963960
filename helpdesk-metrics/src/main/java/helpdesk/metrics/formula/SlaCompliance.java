package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Window;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaTarget;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * How much of what was promised is kept (docs/metrics.md, B.11). A promise counts on the day on
 * which its outcome became certain: when it was kept, or when it was too late.
 *
 * @param rate the share that was met, of those met or breached within the period
 * @param active how many are running, whatever the period
 * @param paused how many rest
 * @param cancelled how many were given up
 */
public record SlaCompliance(Figure rate, long active, long paused, long cancelled) {
  /** Of one target, over the clocks of any number of tickets. */
  public static SlaCompliance of(SlaTarget target, Collection<SlaClock> clocks, Window window) {
    List<SlaClock> these = clocks.stream().filter(clock -> clock.target() == target).toList();
    List<SlaClock> decided = these.stream().filter(clock -> within(clock, window)).toList();
    return new SlaCompliance(
        Figure.share(count(decided, SlaClock.State.MET), decided.size()),
        count(these, SlaClock.State.ACTIVE),
        count(these, SlaClock.State.PAUSED),
        count(these, SlaClock.State.CANCELLED));
  }

  /**
   * The share of tickets of which no promise was broken.
   *
   * @param tickets the clocks of each ticket that was resolved in the period
   */
  public static Figure ofTickets(Collection<List<SlaClock>> tickets) {
    long kept =
        tickets.stream().filter(clocks -> count(clocks, SlaClock.State.BREACHED) == 0).count();
    return Figure.share(kept, tickets.size());
  }

  private static boolean within(SlaClock clock, Window window) {
    Instant decided = clock.decidedAt();
    return decided != null && !decided.isBefore(window.from()) && decided.isBefore(window.to());
  }

  private static long count(Collection<SlaClock> clocks, SlaClock.State state) {
    return clocks.stream().filter(clock -> clock.state() == state).count();
  }
}
