package helpdesk.channel.email.fetching;

import helpdesk.channel.MailServer;
import helpdesk.channel.Mailbox;
import helpdesk.intake.Intake;
import helpdesk.shared.ChannelId;
import helpdesk.shared.DomainException;
import helpdesk.shared.Tokens;
import helpdesk.ticket.Origin;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Enumeration;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.springframework.stereotype.Component;

/** Hands single messages of a mailbox to the intake. */
@Component
class FetchedMessages {
  private static final int STUMBLES_AT_MOST = 5;
  private static final int HEADERS_AT_MOST = 1 << 20;
  private final Intake intake;
  private final FetchProgress progress;
  private final Clock clock;

  FetchedMessages(Intake intake, FetchProgress progress, Clock clock) {
    this.intake = intake;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * The numbering that UIDs belong to. The key names the account too: two servers may well number
   * alike.
   */
  record Account(ChannelId channel, String name, long uidValidity) {
    static Account of(Mailbox mailbox, MailServer server) {
      String name = server.host() + "/" + server.user() + "/" + mailbox.folder();
      return new Account(
          mailbox.channel().id(), Tokens.encode(Tokens.hash(name)).substring(0, 8), 0);
    }

    Account at(long uidValidity) {
      return new Account(channel, name, uidValidity);
    }

    String source() {
      return "imap:" + channel.value();
    }

    String key(long uid) {
      return name + "/" + uidValidity + ":" + uid;
    }
  }

  /** The server failed at one message for the last time: it is in quarantine now. */
  static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long uid;
    private final MessagingException trouble;

    GivenUp(long uid, MessagingException trouble) {
      super(trouble);
      this.uid = uid;
      this.trouble = trouble;
    }

    long uid() {
      return uid;
    }

    MessagingException trouble() {
      return trouble;
    }
  }

  /** Stores the message, or in quarantine its headers if it is too large. */
  void take(Message message, long uid, Account account) throws MessagingException {
    Intake.Arrival arrival = arrival(message, uid, account);
    try {
      if (message.isSet(Flags.Flag.DELETED)) return;
      if (message.getSize() > intake.largest().toBytes()) refuse(message, arrival);
      else store((IMAPMessage) message, arrival);
    } catch (MessagingException e) {
      if (!message.isExpunged()) stumble(uid, account, arrival, e);
    } catch (UncheckedIOException e) {
      // Gone means that somebody deleted it between the list and now.
      if (message.isExpunged()) return;
      stumble(uid, account, arrival, new MessagingException("Reading failed", e.getCause()));
    }
  }

  private void store(IMAPMessage message, Intake.Arrival arrival) throws MessagingException {
    message.setPeek(true);
    try (InputStream raw = message.getMimeStream()) {
      intake.store(arrival, raw);
    } catch (DomainException e) {
      intake.refuse(arrival, headers(message), message.getSize(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuse(Message message, Intake.Arrival arrival) throws MessagingException {
    String reason =
        "The message has %d MB, more than the %d MB that are taken. It is still in the mailbox."
            .formatted(message.getSize() >> 20, intake.largest().toMegabytes());
    intake.refuse(arrival, headers((IMAPMessage) message), message.getSize(), reason);
  }

  /** One message that the server cannot hand over must not hold up those behind it for ever. */
  private void stumble(
      long uid, Account account, Intake.Arrival arrival, MessagingException trouble)
      throws MessagingException {
    if (progress.stumbled(account.channel(), uid) < STUMBLES_AT_MOST) throw trouble;
    intake.refuse(
        arrival,
        new byte[0],
        0,
        "The mail server failed %d times to hand this message over. It is still in the mailbox."
            .formatted(STUMBLES_AT_MOST));
    throw new GivenUp(uid, trouble);
  }

  private Intake.Arrival arrival(Message message, long uid, Account account)
      throws MessagingException {
    Date received = message.getReceivedDate();
    Instant at = received == null ? clock.instant() : received.toInstant();
    return new Intake.Arrival(
        account.source(), account.key(uid), account.channel(), Origin.INBOUND, at, null);
  }

  private static byte[] headers(IMAPMessage message) throws MessagingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Enumeration<String> lines = message.getAllHeaderLines(); lines.hasMoreElements(); ) {
      byte[] line = (lines.nextElement() + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      if (bytes.size() + line.length > HEADERS_AT_MOST) break;
      bytes.writeBytes(line);
    }
    return bytes.toByteArray();
  }
}
