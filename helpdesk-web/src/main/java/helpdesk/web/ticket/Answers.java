package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.attachment.Files;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Sends what an agent wrote and forgets the draft, both or neither. */
@Service
@Transactional
class Answers {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
  private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");
  private final TicketDesk desk;
  private final Files files;
  private final Drafts drafts;

  Answers(TicketDesk desk, Files files, Drafts drafts) {
    this.desk = desk;
    this.files = files;
    this.drafts = drafts;
  }

  /**
   * A reply as the form sends it.
   *
   * @param key the same for the same reply sent twice
   * @param then the status to take, empty to leave it to the desk
   * @param seen the newest message that was on the page
   */
  record Form(
      @Nullable String body,
      @Nullable String cc,
      @Nullable String key,
      @Nullable String then,
      @Nullable Long seen,
      @Nullable List<MultipartFile> files) {}

  /** Answers the customer. */
  public MessageId reply(TicketId ticket, Agent author, Form form) {
    String then = form.then == null || form.then.isBlank() ? null : form.then;
    List<EmailAddress> copies = addresses(form.cc);
    MessageId sent =
        desk.reply(
            ticket,
            author,
            new WriteReply(
                text(form.body),
                null,
                copies.isEmpty() ? null : desk.recipients(ticket).copiedTo(copies),
                stored(form.files),
                then == null ? null : Words.status(then),
                form.seen == null || form.seen == 0 ? null : new MessageId(form.seen),
                sentAs(ticket, author.id(), form.key)));
    drafts.forget(ticket, author.id(), Drafts.Kind.REPLY);
    return sent;
  }

  /** Writes a note for the house. */
  public MessageId note(TicketId ticket, Agent author, Form form) {
    MessageId written =
        desk.note(ticket, author, text(form.body), sentAs(ticket, author.id(), form.key));
    drafts.forget(ticket, author.id(), Drafts.Kind.NOTE);
    return written;
  }

  /** Keeps what is not yet sent. */
  public void draft(TicketId ticket, AgentId author, Drafts.Kind kind, Form form) {
    String cc = form.cc == null ? "" : form.cc;
    byte[] sentAs = sentAs(ticket, author, form.key);
    drafts.save(
        ticket,
        author,
        kind,
        text(form.body),
        cc,
        sentAs == null ? Tokens.randomBytes(32) : sentAs);
  }

  private static byte @Nullable [] sentAs(TicketId ticket, AgentId author, @Nullable String key) {
    if (key == null || key.isBlank()) return null;
    return Tokens.hash("desk " + ticket + " " + author + " " + key);
  }

  private static String text(@Nullable String body) {
    return body == null ? "" : body.replace("\r\n", "\n").stripTrailing();
  }

  private static List<EmailAddress> addresses(@Nullable String cc) {
    List<EmailAddress> addresses = new ArrayList<>();
    if (cc == null) return addresses;
    for (String part : BETWEEN.split(cc.strip())) {
      if (part.isEmpty()) continue;
      EmailAddress address = EmailAddress.parse(part);
      if (address == null) {
        throw new DomainException(
            DomainException.Kind.INVALID,
            "One of the copies goes to something that is no address.");
      }
      addresses.add(address);
    }
    return addresses;
  }

  private List<IncomingFile> stored(@Nullable List<MultipartFile> uploads) {
    List<IncomingFile> stored = new ArrayList<>();
    if (uploads == null) return stored;
    for (MultipartFile upload : uploads) {
      if (upload.isEmpty()) continue;
      stored.add(
          new IncomingFile(
              files.store(upload::getInputStream), name(upload), type(upload), false, null));
    }
    return stored;
  }

  private static String name(MultipartFile upload) {
    String given = upload.getOriginalFilename() == null ? "" : upload.getOriginalFilename();
    String last = given.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
    if (last.isEmpty()) return "file";
    return last.length() > 200 ? last.substring(last.length() - 200) : last;
  }

  private static String type(MultipartFile upload) {
    String given = upload.getContentType() == null ? "" : upload.getContentType();
    String plain = given.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    return TYPE.matcher(plain).matches() ? plain : "application/octet-stream";
  }
}
