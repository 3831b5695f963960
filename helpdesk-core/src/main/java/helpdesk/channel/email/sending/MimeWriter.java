package helpdesk.channel.email.sending;

import helpdesk.attachment.Files;
import helpdesk.channel.email.LoopMark;
import helpdesk.channel.email.ReplyAddress;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.TicketId;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a mail as MIME: text and HTML side by side, images that the HTML shows beside it, files
 * below. Attached bytes stay in the store until the mail is on the line.
 */
@Component
class MimeWriter {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Session SESSION = Session.getInstance(new Properties());

  /** So many Message-IDs of the conversation are named: the first, and the newest. */
  private static final int REFERENCES = 20;

  private final Files files;
  private final ReplyAddress replyAddress;
  private final LoopMark loopMark;
  private final Clock clock;

  MimeWriter(Files files, ReplyAddress replyAddress, LoopMark loopMark, Clock clock) {
    this.files = files;
    this.replyAddress = replyAddress;
    this.loopMark = loopMark;
    this.clock = clock;
  }

  /**
   * Writes all of the mail but those who get it unnamed.
   *
   * @param from the mailbox, also the envelope's sender, so that bounces come back to it
   * @throws MessagingException if an address cannot be written
   * @throws IllegalArgumentException if the Message-ID or a header's name is none
   */
  MimeMessage write(OutgoingMail mail, EmailAddress from, @Nullable String displayName)
      throws MessagingException {
    SMTPMessage message = new Named(mail.messageId());
    for (Map.Entry<String, String> header : mail.headers().entrySet()) {
      setHeader(message, header.getKey(), header.getValue());
    }
    InternetAddress mailbox = HeaderText.address(sender(mail.fromName(), displayName), from);
    message.setEnvelopeFrom(mailbox.getAddress());
    message.setFrom(mailbox);
    message.setRecipients(RecipientType.TO, HeaderText.addresses(mail.to()));
    message.setRecipients(RecipientType.CC, HeaderText.addresses(mail.cc()));
    if (mail.ticket() != null) message.setReplyTo(replyTo(mail.ticket(), from, displayName));
    message.setSubject(HeaderText.line(mail.subject()), UTF_8);
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader(LoopMark.HEADER, loopMark.of(mail.messageId()));
    thread(message, mail);
    message.setContent(content(mail));
    message.saveChanges();
    return message;
  }

  private Address[] replyTo(TicketId ticket, EmailAddress from, @Nullable String displayName)
      throws MessagingException {
    return new Address[] {HeaderText.address(displayName, replyAddress.sign(ticket, from))};
  }

  /** The agent before the desk, as in {@code Ada (Harbour Lane)}; whichever there is. */
  private static @Nullable String sender(@Nullable String agent, @Nullable String desk) {
    if (agent == null || agent.isBlank()) return desk;
    return desk == null || desk.isBlank() ? agent : agent + " (" + desk + ")";
  }

  private static void setHeader(MimeMessage message, String name, String value)
      throws MessagingException {
    if (!name.matches("[A-Za-z0-9-]{1,70}")) throw new IllegalArgumentException("Not a header");
    String text = HeaderText.line(value);
    message.setHeader(name, MimeUtility.fold(name.length() + 2, encoded(text)));
  }

  private static String encoded(String text) {
    try {
      return MimeUtility.encodeText(text, UTF_8, null);
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void thread(MimeMessage message, OutgoingMail mail) throws MessagingException {
    String answered = mail.inReplyTo();
    if (answered != null && HeaderText.isMessageId(answered)) {
      message.setHeader("In-Reply-To", "<" + answered + ">");
    }
    List<String> known = mail.references().stream().filter(HeaderText::isMessageId).toList();
    if (known.isEmpty()) return;
    List<String> named = new ArrayList<>();
    int skipped = Math.max(0, known.size() - REFERENCES);
    if (skipped > 0) named.add("<" + known.get(0) + ">");
    known.subList(skipped, known.size()).forEach(id -> named.add("<" + id + ">"));
    message.setHeader("References", MimeUtility.fold(12, String.join(" ", named)));
  }

  private MimeMultipart content(OutgoingMail mail) throws MessagingException {
    List<IncomingFile> shown = mail.files().stream().filter(f -> inHtml(mail, f)).toList();
    List<IncomingFile> attached = mail.files().stream().filter(f -> !shown.contains(f)).toList();
    MimeMultipart words = words(mail, shown);
    if (attached.isEmpty()) return words;
    MimeMultipart mixed = new MimeMultipart("mixed", wrap(words));
    for (IncomingFile file : attached) mixed.addBodyPart(file(file, "attachment"));
    return mixed;
  }

  private MimeMultipart words(OutgoingMail mail, List<IncomingFile> shown)
      throws MessagingException {
    MimeMultipart alternative = new MimeMultipart("alternative", text(mail.text(), "plain"));
    String html = mail.html();
    if (html == null) return alternative;
    if (shown.isEmpty()) {
      alternative.addBodyPart(text(html, "html"));
      return alternative;
    }
    MimeMultipart related = new MimeMultipart("related", text(html, "html"));
    for (IncomingFile file : shown) related.addBodyPart(file(file, "inline"));
    alternative.addBodyPart(wrap(related));
    return alternative;
  }

  private static boolean inHtml(OutgoingMail mail, IncomingFile file) {
    String id = file.contentId();
    String html = mail.html();
    return id != null && html != null && HeaderText.isMessageId(id) && html.contains("cid:" + id);
  }

  private static MimeBodyPart wrap(MimeMultipart parts) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setContent(parts);
    return part;
  }

  private static MimeBodyPart text(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text.replaceAll("\r\n?|\n", "\r\n"), UTF_8, kind);
    return part;
  }

  private MimeBodyPart file(IncomingFile file, String disposition) throws MessagingException {
    String type = HeaderText.type(file.type());
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new StoredContent(files, file.file().sha256(), type)));
    part.setHeader("Content-Type", type);
    // Said beforehand, so that the library does not read the whole file to choose for itself.
    part.setHeader("Content-Transfer-Encoding", "base64");
    ParameterList name = new ParameterList();
    name.set("filename", HeaderText.line(file.name()), UTF_8);
    part.setHeader("Content-Disposition", new ContentDisposition(disposition, name).toString());
    if (file.contentId() != null && HeaderText.isMessageId(file.contentId())) {
      part.setContentID("<" + file.contentId() + ">");
    }
    return part;
  }

  /** Keeps the Message-ID it was given: the library would make a new one for every try. */
  private static final class Named extends SMTPMessage {
    private final String messageId;

    Named(String messageId) {
      super(SESSION);
      if (!HeaderText.isMessageId(messageId)) {
        throw new IllegalArgumentException("Not a Message-ID");
      }
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + messageId + ">");
    }
  }
}
