package helpdesk.ticket;

import helpdesk.shared.ChannelKind;
import org.jspecify.annotations.Nullable;

/** How replies leave on one or more channels: implemented by a channel's adapter. */
public interface ReplyDelivery {
  /** Whether replies to tickets of this channel are its own. */
  boolean delivers(ChannelKind channel);

  /**
   * Puts the reply on its way, in the caller's transaction: nothing is sent before that commits.
   *
   * @return the Message-ID under which answers to it will come, without angle brackets, or null
   */
  @Nullable String deliver(OutgoingReply reply);
}
