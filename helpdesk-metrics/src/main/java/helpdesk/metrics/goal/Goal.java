package helpdesk.metrics.goal;

import helpdesk.agent.AgentId;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure that somebody wants to change, by when, and where it began.
 *
 * @param address which tickets it is about, without the period
 * @param period over which the figure is read, always up to now
 * @param baseline the frozen value, in the metric's unit; null if there was none
 * @param baselineN on how many cases it rests
 * @param baselineOf the period it was frozen of
 * @param edition what is wanted now
 */
public record Goal(
    long id,
    Metric metric,
    Address address,
    NamedPeriod period,
    boolean higherIsBetter,
    @Nullable Double baseline,
    long baselineN,
    Window baselineOf,
    Edition edition) {
  /** Whether it is still pursued. */
  public enum State {
    OPEN,
    REACHED,
    DROPPED;

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What is wanted from an instant on.
   *
   * @param version counts from 1
   * @param target in the metric's unit
   * @param owner who answers for it, null if that is forgotten
   * @param by the name of who said so, null if that is forgotten
   */
  public record Edition(
      int version,
      double target,
      LocalDate dueOn,
      @Nullable AgentId owner,
      @Nullable String ownerName,
      State state,
      Instant changedAt,
      @Nullable String by) {}

  /**
   * What somebody wants.
   *
   * @param target in the metric's unit
   */
  public record Wanted(double target, LocalDate dueOn, AgentId owner, State state) {}
}
