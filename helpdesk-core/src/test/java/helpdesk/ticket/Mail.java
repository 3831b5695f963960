package helpdesk.ticket;

import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.shared.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer's mail, understood; a test says only what it is about. */
final class Mail {
  static final Party KIM = new Party("Kim", new EmailAddress("kim@example.org"));
  static final Party STRANGER = new Party(null, new EmailAddress("stranger@example.net"));
  private final Party from;
  private final Instant at;
  private final List<Party> cc = new ArrayList<>();
  private List<String> references = List.of();
  private String id = id();
  private String subject = "A question";
  private String text = "Please help. " + UUID.randomUUID();
  private Origin origin = Origin.INBOUND;
  private @Nullable String spamSign;
  private @Nullable TicketId replyTicket;
  private @Nullable TicketNumber number;
  private @Nullable ChannelId channel;
  private boolean open;

  private Mail(Party from, Instant at) {
    this.from = from;
    this.at = at;
  }

  static Mail from(Party sender, Instant at) {
    return new Mail(sender, at);
  }

  static Party party(String address) {
    return new Party(null, new EmailAddress(address));
  }

  static String id() {
    return UUID.randomUUID() + "@example.net";
  }

  Mail named(String messageId) {
    id = messageId;
    return this;
  }

  Mail answering(String... messageIds) {
    references = Arrays.asList(messageIds);
    return this;
  }

  Mail about(String words) {
    subject = words;
    return this;
  }

  Mail saying(String words) {
    text = words;
    return this;
  }

  Mail copying(Party party) {
    cc.add(party);
    return this;
  }

  Mail imported() {
    origin = Origin.IMPORT;
    return this;
  }

  Mail withSpamSign(String header) {
    spamSign = header;
    return this;
  }

  Mail toSignedAddressOf(TicketId ticket) {
    replyTicket = ticket;
    return this;
  }

  Mail withNumber(TicketNumber ticket) {
    number = ticket;
    return this;
  }

  Mail in(ChannelId mailbox) {
    channel = mailbox;
    return this;
  }

  Mail whereThreadsAreOpen() {
    open = true;
    return this;
  }

  IncomingMessage message() {
    return new IncomingMessage(
        ChannelKind.EMAIL,
        channel,
        origin,
        MessageKind.CUSTOMER,
        null,
        false,
        spamSign,
        at,
        at,
        from,
        List.of(),
        cc,
        subject,
        text,
        text,
        null,
        List.of(),
        id,
        references,
        replyTicket,
        number,
        open,
        null,
        null,
        Tokens.hash(id + text),
        null);
  }
}
