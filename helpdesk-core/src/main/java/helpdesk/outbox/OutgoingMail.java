package helpdesk.outbox;

import helpdesk.shared.ChannelId;
import helpdesk.shared.Party;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to leave the house.
 *
 * @param messageId its Message-ID without angle brackets: also the key by which it is queued once,
 *     and by which a receiver recognises it if it is sent twice
 * @param channel the mailbox it leaves from, null for the first active one
 * @param ticket the ticket it belongs to: its Reply-To is then that ticket's signed address
 * @param message the message of the ticket whose state of delivery this is
 * @param bcc who gets it without being named in it
 * @param text the plain text, always there
 * @param html the same as HTML, or null
 * @param headers further headers, such as Auto-Submitted or List-Unsubscribe
 */
public record OutgoingMail(
    String messageId,
    @Nullable ChannelId channel,
    @Nullable TicketId ticket,
    @Nullable MessageId message,
    @Nullable String fromName,
    List<Party> to,
    List<Party> cc,
    List<Party> bcc,
    String subject,
    String text,
    @Nullable String html,
    @Nullable String inReplyTo,
    List<String> references,
    Map<String, String> headers,
    List<IncomingFile> files) {
  /** A mail that was stored before there was a bcc has none. */
  public OutgoingMail {
    bcc = bcc == null ? List.of() : bcc;
  }

  /** Everybody it goes to. */
  public List<Party> recipients() {
    return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
  }
}
