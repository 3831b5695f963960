package helpdesk.channel.email;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our own mailboxes, as the reader of a message needs to know them. */
@Component
class OurMailboxes {
  private final Channels channels;

  OurMailboxes(Channels channels) {
    this.channels = channels;
  }

  /** What they are now. */
  Known now() {
    return new Known(channels.all().stream().filter(c -> c.kind() == ChannelKind.EMAIL).toList());
  }

  /** The mailboxes at one moment. */
  record Known(List<Channel> all) {
    Set<EmailAddress> addresses() {
      return all.stream()
          .map(Channel::address)
          .filter(Objects::nonNull)
          .collect(Collectors.toSet());
    }

    /** The named one, else the first active one that the recipients name, else none. */
    @Nullable Channel of(@Nullable ChannelId named, List<EmailAddress> recipients) {
      if (named != null) {
        return all.stream().filter(c -> c.id().equals(named)).findFirst().orElse(null);
      }
      for (EmailAddress recipient : recipients) {
        Channel channel = active(ReplyAddress.withoutMark(recipient));
        if (channel == null) channel = active(withoutDetail(recipient));
        if (channel != null) return channel;
      }
      return null;
    }

    private @Nullable Channel active(EmailAddress address) {
      return all.stream()
          .filter(c -> c.active() && address.equals(c.address()))
          .findFirst()
          .orElse(null);
    }

    private static EmailAddress withoutDetail(EmailAddress address) {
      int plus = address.localPart().indexOf('+');
      if (plus < 1) return address;
      return new EmailAddress(address.localPart().substring(0, plus) + "@" + address.domain());
    }
  }
}
