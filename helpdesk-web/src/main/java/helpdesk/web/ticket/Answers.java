package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.attachment.Files;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Tokens;
import helpdesk.ticket.HeldReplies;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.WriteReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final HeldReplies held;
  private final Files files;
  private final Drafts drafts;

  Answers(TicketDesk desk, HeldReplies held, Files files, Drafts drafts) {
    this.desk = desk;
    this.held = held;
    this.files = files;
    this.drafts = drafts;
  }

  /**
   * A reply as the form sends it.
   *
   * @param key the same for the same reply sent twice
   * @param then the status to take, empty to leave it to the desk
   * @param seen the newest message that was on the page
   * @param kept which of the files that wait with the draft go along
   */
  record Form(
      @Nullable String body,
      @Nullable String cc,
      @Nullable String key,
      @Nullable String then,
      @Nullable Long seen,
      @Nullable List<Long> kept,
      @Nullable List<MultipartFile> files) {
    List<Long> stillKept() {
      return kept == null ? List.of() : kept;
    }
  }

  /**
   * Answers the customer.
   *
   * @return whether it waits and can be taken back, else it has left
   */
  public boolean reply(TicketId ticket, Agent author, Form form) {
    String then = form.then == null || form.then.isBlank() ? null : form.then;
    List<EmailAddress> copies = addresses(form.cc);
    boolean waits =
        held.send(
            ticket,
            author,
            new WriteReply(
                text(form.body),
                null,
                copies.isEmpty() ? null : desk.recipients(ticket).copiedTo(copies),
                files(ticket, author, form),
                then == null ? null : Words.status(then),
                form.seen == null || form.seen == 0 ? null : new MessageId(form.seen),
                sentAs(ticket, author.id(), form.key)));
    drafts.forget(ticket, author.id(), Drafts.Kind.REPLY);
    return waits;
  }

  /**
   * Takes a reply back that has not left: its words and files are the draft again, before what was
   * begun since.
   *
   * @param begun what is in the composer by now; without words there, what was saved of it
   * @return whether there was something to take back
   */
  public boolean takeBack(TicketId ticket, Agent author, MessageId reply, Form begun) {
    Optional<WriteReply> back = held.takeBack(ticket, reply, author.id());
    back.ifPresent(words -> keep(ticket, author.id(), words, begun));
    return back.isPresent();
  }

  private void keep(TicketId ticket, AgentId author, WriteReply back, Form begun) {
    Optional<Drafts.Draft> saved =
        drafts.of(ticket, author).stream().filter(d -> d.kind() == Drafts.Kind.REPLY).findFirst();
    String body = begun.body == null ? saved.map(Drafts.Draft::body).orElse("") : text(begun.body);
    String cc = begun.cc == null ? saved.map(Drafts.Draft::cc).orElse("") : begun.cc;
    List<Long> kept =
        begun.body == null
            ? saved.map(Drafts.Draft::files).orElse(List.of()).stream()
                .map(Drafts.Kept::id)
                .toList()
            : begun.stillKept();
    drafts.save(
        ticket,
        author,
        Drafts.Kind.REPLY,
        body.isBlank() ? back.text() : back.text() + "\n\n" + body,
        Stream.concat(copies(back), BETWEEN.splitAsStream(cc.strip()))
            .filter(address -> !address.isEmpty())
            .distinct()
            .collect(Collectors.joining(", ")),
        kept,
        Tokens.randomBytes(32));
    drafts.attach(ticket, author, Drafts.Kind.REPLY, back.files());
  }

  private static Stream<String> copies(WriteReply reply) {
    return Stream.ofNullable(reply.recipients())
        .flatMap(recipients -> recipients.cc().stream())
        .map(party -> party.email().value());
  }

  /** Lets a reply go that the desk refused when it was due. */
  public void discard(TicketId ticket, Agent author, MessageId reply) {
    var _words = held.takeBack(ticket, reply, author.id());
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
        form.stillKept(),
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

  private List<IncomingFile> files(TicketId ticket, Agent author, Form form) {
    Stream<IncomingFile> kept =
        drafts.files(ticket, author.id(), Drafts.Kind.REPLY).stream()
            .filter(file -> form.stillKept().contains(file.id()))
            .map(Drafts.Kept::file);
    return Stream.concat(kept, stored(form.files).stream()).toList();
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
