package helpdesk.outbox;

import helpdesk.shared.EmailAddress;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears, in the same transaction, of mail that came back or that somebody complained about. */
public interface ReturnListener {
  /** Called once for each report. */
  void returned(Returned returned);

  /**
   * A mail of ours that a report is about.
   *
   * @param messageId without angle brackets
   * @param addresses those of its recipients that the report is about; all of them if it names none
   */
  record Returned(
      MailReport.Kind kind,
      String messageId,
      @Nullable TicketId ticket,
      List<EmailAddress> addresses,
      ReturnReason reason,
      Instant at) {}
}
