package helpdesk.channel;

import helpdesk.shared.ChannelId;
import helpdesk.ticket.ChannelRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the ticket desk what the channels' settings say. */
@Component
class RulesOfSettings implements ChannelRules {
  private final Channels channels;

  RulesOfSettings(Channels channels) {
    this.channels = channels;
  }

  @Override
  public List<String> defaultTags(ChannelId channel) {
    return channels.byId(channel).settings().defaultTags();
  }

  @Override
  public boolean followsUpClosed(ChannelId channel) {
    return channels.byId(channel).settings().closedReply() == ClosedReply.FOLLOW_UP;
  }
}
