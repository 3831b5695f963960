package helpdesk.web.inbox;

import helpdesk.agent.Agent;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the inbox draws.
 *
 * @param next the cursor of the next page, null on the last
 * @param newest when the newest change in the list was; the list is asked for what is newer
 * @param agents whom the filter offers
 */
public record InboxPage(
    InboxQuery query,
    List<InboxRow> rows,
    @Nullable String next,
    Instant newest,
    List<Agent> agents) {
  /** The statuses that the filter offers. */
  public Status[] statuses() {
    return Status.values();
  }

  /** The channels that the filter offers. */
  public ChannelKind[] channels() {
    return ChannelKind.values();
  }
}
