package helpdesk.channel.email.sending;

import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailAuthorisations;
import helpdesk.channel.MailNotAuthorised;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.outbox.Carrier;
import helpdesk.outbox.Carrier.NotDelivered.Trouble;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.EmailAddress;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
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
  private final MailAuthorisations authorisations;

  SmtpCarrier(
      Channels channels,
      Mailboxes mailboxes,
      MimeWriter writer,
      SmtpConnections connections,
      MailAuthorisations authorisations) {
    this.channels = channels;
    this.mailboxes = mailboxes;
    this.writer = writer;
    this.connections = connections;
    this.authorisations = authorisations;
  }

  @Override
  public void carry(OutgoingMail mail) throws NotDelivered {
    Channel mailbox = channels.sender(mail.channel()).orElseThrow(SmtpCarrier::notConfigured);
    EmailAddress address =
        Optional.ofNullable(mailbox.address()).orElseThrow(SmtpCarrier::notConfigured);
    MailServer server = mailboxes.smtpOf(mailbox.id()).orElseThrow(SmtpCarrier::notConfigured);
    SmtpConnections.Letter letter = write(mail, mailbox, address);
    try {
      send(mailbox, server, address.domain(), letter);
    } catch (MessagingException e) {
      throw SmtpTrouble.of(e, server);
    } catch (MailNotAuthorised e) {
      throw new NotDelivered(
          Trouble.FOR_NOW, "The mailbox must be authorised again at its provider.", e);
    }
  }

  /** A token that the server refuses before its time is renewed, once. */
  private void send(
      Channel mailbox, MailServer server, String ourName, SmtpConnections.Letter letter)
      throws MessagingException, MailNotAuthorised {
    MailServer ready = authorisations.ready(mailbox.id(), server);
    try {
      connections.send(ready, ourName, letter);
    } catch (AuthenticationFailedException e) {
      if (!server.byToken()) throw e;
      connections.send(authorisations.renewed(mailbox.id(), ready), ourName, letter);
    }
  }

  @Override
  public void rest() {
    connections.closeIdle();
  }

  private SmtpConnections.Letter write(OutgoingMail mail, Channel mailbox, EmailAddress address)
      throws NotDelivered {
    try {
      return new SmtpConnections.Letter(
          writer.write(mail, address, mailbox.displayName()),
          HeaderText.addresses(mail.recipients()));
    } catch (MessagingException | IllegalArgumentException e) {
      throw new NotDelivered(
          Trouble.FOR_GOOD, "This cannot be written as a mail: is an address wrong?", e);
    }
  }

  private static NotDelivered notConfigured() {
    return new NotDelivered(Trouble.NOT_CONFIGURED, NO_SERVER, null);
  }
}
