package helpdesk.ticket;

import helpdesk.shared.ChannelId;
import java.util.List;

/** What a channel's settings decide about its tickets: implemented where channels are kept. */
public interface ChannelRules {
  /** The tags that its new tickets get. */
  List<String> defaultTags(ChannelId channel);

  /** Whether a reply to a closed ticket is linked to it, or begins like any other. */
  boolean followsUpClosed(ChannelId channel);
}
