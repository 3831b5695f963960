package helpdesk.metrics.catalog;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a metric. A null filter lets everything through.
 *
 * @param window the period; of a stock only its end matters
 * @param asOf now: what is not decided by then does not count yet
 * @param above only rows whose value is more than this, in the row's unit
 * @param upTo only rows whose value is at most this
 */
public record Asked(
    Window window,
    Instant asOf,
    Clockwork clock,
    @Nullable ChannelKind channel,
    @Nullable TeamId team,
    @Nullable AgentId agent,
    @Nullable String tag,
    @Nullable Double above,
    @Nullable Double upTo) {
  /** Everything of a period. */
  public static Asked all(Window window, Instant asOf) {
    return new Asked(window, asOf, Clockwork.CALENDAR, null, null, null, null, null, null);
  }

  /** The same of another period. */
  Asked in(Window other) {
    return new Asked(other, asOf, clock, channel, team, agent, tag, above, upTo);
  }
}
