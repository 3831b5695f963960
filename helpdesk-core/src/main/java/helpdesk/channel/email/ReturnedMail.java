package helpdesk.channel.email;

import helpdesk.intake.RawMessage;
import helpdesk.outbox.MailReport;
import helpdesk.outbox.MailReturns;
import helpdesk.shared.ChannelId;
import helpdesk.ticket.IncomingMessage.Automatic;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the outbox what a report says of a mail of ours. */
@Component
class ReturnedMail {
  private final MailReturns returns;

  ReturnedMail(MailReturns returns) {
    this.returns = returns;
  }

  /**
   * @param key of the report, equal when it is met twice
   * @param named further Message-IDs that the report refers to in its own headers
   * @return the ticket whose mail it is about, null if it is about none
   */
  @Nullable TicketId note(
      DeliveryReport report,
      byte[] key,
      List<String> named,
      @Nullable ChannelId mailbox,
      RawMessage raw) {
    if (report.kind() == null || raw.origin() == Origin.IMPORT) return null;
    List<String> ids =
        java.util.stream.Stream.concat(report.originals().stream(), named.stream())
            .distinct()
            .toList();
    return returns
        .note(
            new MailReport(
                report.kind(),
                key,
                ids,
                report.recipients(),
                report.reason(),
                report.detail(),
                mailbox,
                raw.receivedAt()))
        .map(MailReturns.About::ticket)
        .orElse(null);
  }

  /** The sort of automatic mail that the report makes the message. */
  static Automatic kind(DeliveryReport report) {
    MailReport.Kind kind = report.kind();
    if (kind == null) return Automatic.AUTO_REPLIED;
    return switch (kind) {
      case BOUNCED -> Automatic.BOUNCE;
      case DELAYED -> Automatic.DELAYED;
      case COMPLAINT -> Automatic.COMPLAINT;
    };
  }
}
