package helpdesk.channel.email;

import helpdesk.attachment.Files;
import helpdesk.channel.Channel;
import helpdesk.intake.Interpreter;
import helpdesk.intake.RawMessage;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.IncomingMessage.Automatic;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.MessageText;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Remarks;
import helpdesk.ticket.TicketId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Understands e-mail, from whatever source. */
@Component
class MailInterpreter implements Interpreter {
  private final OurMailboxes mailboxes;
  private final OwnMail ownMail;
  private final ReplyAddress replyAddress;
  private final ReturnedMail returnedMail;
  private final Files files;

  MailInterpreter(
      OurMailboxes mailboxes,
      OwnMail ownMail,
      ReplyAddress replyAddress,
      ReturnedMail returnedMail,
      Files files) {
    this.mailboxes = mailboxes;
    this.ownMail = ownMail;
    this.replyAddress = replyAddress;
    this.returnedMail = returnedMail;
    this.files = files;
  }

  @Override
  public boolean interprets(String source) {
    return source.startsWith("api") || source.startsWith("imap:") || source.startsWith("upload");
  }

  @Override
  public IncomingMessage interpret(RawMessage raw) throws NotUnderstood, NotWanted {
    try (Spool spool = new Spool()) {
      return interpret(raw, MailReader.read(raw.content().open(), spool), spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<MessageText> readAgain(RawMessage raw, Charset charset) throws NotUnderstood {
    try (Spool spool = new Spool()) {
      Part root = MailReader.read(raw.content().open(), spool, charset);
      SubjectLine subject = SubjectLine.of(root.headers());
      MailText text = MailText.of(body(root, spool, charset), subject.forwards());
      return Optional.of(new MessageText(subject.text(), text.text(), text.visible(), text.html()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MailBody body(Part root, Spool spool, @Nullable Charset charset)
      throws IOException {
    MailBody body = MailBody.of(root, charset);
    Winmail.unpack(body, spool);
    return body;
  }

  private IncomingMessage interpret(RawMessage raw, Part root, Spool spool)
      throws IOException, NotUnderstood, NotWanted {
    Headers headers = root.headers();
    if (headers.isEmpty()) throw new NotUnderstood("It is no mail: it has no headers.");
    OurMailboxes.Known known = mailboxes.now();
    SubjectLine subject = SubjectLine.of(headers);
    Automatic automatic = automatic(root, subject);
    Correspondents people = Correspondents.of(headers, known.addresses(), isReport(automatic));
    String messageId = MessageIds.own(headers);
    ownMail.refuse(headers, messageId, known.addresses());

    MailBody body = body(root, spool, null);
    MailText text = MailText.of(body, subject.forwards());
    List<IncomingFile> kept = keep(body.files, text, subject);
    Channel mailbox = known.of(raw.channel(), people.delivered());
    byte[] key = DedupeKey.of(messageId, unnamed(headers, people, subject), body.textParts, kept);
    List<String> references = references(headers, messageId, people);
    TicketId about = replyTicket(people.delivered());
    if (isReport(automatic)) {
      boolean complaint = automatic == Automatic.COMPLAINT;
      DeliveryReport report = DeliveryReport.of(root, complaint, subject.text(), text.text());
      ChannelId mailboxId = mailbox == null ? null : mailbox.id();
      TicketId returned = returnedMail.note(report, key, references, mailboxId, raw);
      if (returned != null) about = returned;
      references = both(report.originals(), references, messageId);
      automatic = ReturnedMail.kind(report);
    }
    return new IncomingMessage(
        ChannelKind.EMAIL,
        mailbox == null ? null : mailbox.id(),
        raw.origin(),
        kind(raw, people, automatic, known),
        automatic,
        AutomaticMail.isBulk(headers),
        SpamHeaders.sign(headers),
        raw.receivedAt(),
        writtenAt(raw, headers),
        people.from(),
        people.to(),
        people.cc(),
        subject.text(),
        text.text(),
        text.visible(),
        text.html(),
        kept,
        messageId,
        references,
        about,
        subject.number(),
        raw.openThreads() || mailbox != null && mailbox.openThreads(),
        mailbox == null ? null : mailbox.team(),
        language(mailbox, text),
        key,
        raw.id(),
        remarks(raw, root, body, text, people));
  }

  private static Remarks remarks(
      RawMessage raw, Part root, MailBody body, MailText text, Correspondents people)
      throws IOException {
    return new Remarks(
        body.charset == null ? null : body.charset.name(),
        body.charsetDoubtful,
        Protection.of(root, text.text()),
        InvitationReader.of(root),
        SenderProof.failures(root.headers(), raw.source()),
        people.replyTo());
  }

  private static @Nullable Automatic automatic(Part root, SubjectLine subject) {
    var sender = Correspondents.sender(root.headers());
    String from = sender == null ? root.headers().first("from") : sender.email().value();
    return AutomaticMail.of(root, from, subject.text());
  }

  private static MessageKind kind(
      RawMessage raw,
      Correspondents people,
      @Nullable Automatic automatic,
      OurMailboxes.Known known) {
    if (automatic != null) return MessageKind.AUTOMATIC;
    boolean ours = known.addresses().contains(people.from().email());
    return ours && raw.origin() == Origin.IMPORT ? MessageKind.AGENT : MessageKind.CUSTOMER;
  }

  /** Only imported mail is shown when it says it was written; else the time is ours. */
  private static Instant writtenAt(RawMessage raw, Headers headers) {
    if (raw.origin() != Origin.IMPORT) return raw.receivedAt();
    Instant written = MailDate.written(headers, raw.receivedAt());
    return written == null ? raw.receivedAt() : written;
  }

  private static String unnamed(Headers headers, Correspondents people, SubjectLine subject) {
    String date = headers.first("date");
    return people.from().email() + "\n" + (date == null ? "" : date) + "\n" + subject.text();
  }

  private static boolean isReport(@Nullable Automatic automatic) {
    return automatic == Automatic.BOUNCE || automatic == Automatic.COMPLAINT;
  }

  private static List<String> references(
      Headers headers, @Nullable String messageId, Correspondents people) {
    List<String> not = new ArrayList<>();
    if (messageId != null) not.add(messageId);
    not.add(people.from().email().value());
    people.delivered().forEach(a -> not.add(a.value()));
    return MessageIds.references(headers, not);
  }

  private static List<String> both(
      List<String> originals, List<String> named, @Nullable String messageId) {
    return Stream.concat(originals.stream(), named.stream())
        .filter(id -> !id.equals(messageId))
        .distinct()
        .limit(100)
        .toList();
  }

  private @Nullable TicketId replyTicket(List<EmailAddress> recipients) {
    return recipients.stream()
        .map(replyAddress::verify)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Locale language(@Nullable Channel mailbox, MailText text) {
    if (mailbox != null && mailbox.language() != null) return mailbox.language();
    return LanguageGuess.of(text.visible());
  }

  private List<IncomingFile> keep(List<Part> parts, MailText text, SubjectLine subject) {
    List<IncomingFile> kept = new ArrayList<>();
    for (Part part : parts) {
      Spool.Content content = Objects.requireNonNull(part.content());
      String id = part.contentId();
      boolean shown = id != null && text.html() != null && isShown(text.html(), id);
      String name = FileNames.of(part.name(), part.type(), subject.text());
      kept.add(new IncomingFile(files.store(content::open), name, part.type(), shown, id));
    }
    return kept;
  }

  private static boolean isShown(String html, String contentId) {
    return html.contains("cid:" + contentId)
        || html.contains("cid:" + contentId.replace("@", "&#64;"))
        || html.toLowerCase(Locale.ROOT)
            .contains("cid:" + contentId.toLowerCase(Locale.ROOT).replace("@", "%40"));
  }
}
