package helpdesk.channel.email.sending;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.outbox.Carrier;
import helpdesk.outbox.Carrier.NotDelivered.Trouble;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Hands mail to the SMTP server of the mailbox that it leaves from. */
@Component
class SmtpCarrier implements Carrier {
  static final String NO_SERVER = "no outgoing mail server is set up yet";
  private final Channels channels;
  private final Mailboxes mailboxes;
  private final MimeWriter writer;
  private final SmtpConnections connections;

  SmtpCarrier(
      Channels channels, Mailboxes mailboxes, MimeWriter writer, SmtpConnections connections) {
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.writer = writer;
    this.connections = connections;
  }

  @Override
  public void carry(OutgoingMail mail) throws NotDelivered {
    Channel mailbox = channels.sender(mail.channel()).orElseThrow(SmtpCarrier::notConfigured);
    EmailAddress address =
        Optional.ofNullable(mailbox.address()).orElseThrow(SmtpCarrier::notConfigured);
    MailServer server = mailboxes.smtpOf(mailbox.id()).orElseThrow(SmtpCarrier::notConfigured);
    MimeMessage message = write(mail, mailbox, address);
    try {
      connections.send(server, address.domain(), message);
    } catch (MessagingException e) {
      throw SmtpTrouble.of(e, server);
    }
  }

  @Override
  public void rest() {
    connections.closeIdle();
  }

  private MimeMessage write(OutgoingMail mail, Channel mailbox, EmailAddress address)
      throws NotDelivered {
    try {
      return writer.write(mail, address, mailbox.displayName());
    } catch (MessagingException | IllegalArgumentException e) {
      throw new NotDelivered(
          Trouble.FOR_GOOD, "This cannot be written as a mail: is an address wrong?", e);
    }
  }

  private static NotDelivered notConfigured() {
    return new NotDelivered(Trouble.NOT_CONFIGURED, NO_SERVER, null);
  }
}
