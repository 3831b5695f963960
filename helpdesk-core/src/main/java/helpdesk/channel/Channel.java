package helpdesk.channel;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A way in which customers reach us.
 *
 * @param address the mailbox's own address, null for other kinds
 * @param settings what administrators set about it
 */
public record Channel(
    ChannelId id,
    ChannelKind kind,
    String name,
    @Nullable EmailAddress address,
    ChannelSettings settings) {

  /** What customers see as the sender. */
  public @Nullable String displayName() {
    return settings.displayName();
  }

  /** The language of its tickets, null if not fixed. */
  public @Nullable Locale language() {
    return settings.language();
  }

  /** Where its tickets go first. */
  public @Nullable TeamId team() {
    return settings.team();
  }

  /** Whether strangers may answer into its conversations, as mailing lists want. */
  public boolean openThreads() {
    return settings.openThreads();
  }

  /** Whether it is fetched and sent from. */
  public boolean active() {
    return settings.active();
  }
}
