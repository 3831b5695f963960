package helpdesk.ticket;

import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a customer at once that their request is here: implemented by a channel's adapter. No
 * answer to the customer, and never counted as one.
 */
public interface Acknowledgement {
  /**
   * Decides whether the message that opened a ticket is acknowledged, and puts the note on its way,
   * in the caller's transaction.
   *
   * @return what is sent, empty if this message gets none
   */
  Optional<Sent> acknowledge(Opened opened);

  /**
   * A ticket that has just been opened.
   *
   * @param own the id that the acknowledgement gets as a message of the ticket
   * @param language the customer's, null if it is not known
   */
  record Opened(
      TicketId ticket,
      TicketNumber number,
      MessageId own,
      String subject,
      @Nullable Locale language,
      IncomingMessage message) {}

  /**
   * What the customer was told.
   *
   * @param messageId without angle brackets
   */
  record Sent(
      String messageId,
      @Nullable String author,
      EmailAddress from,
      Party to,
      String subject,
      String text,
      String html) {}
}
