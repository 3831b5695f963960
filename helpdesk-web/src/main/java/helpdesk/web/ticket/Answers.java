package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.shared.DomainException;
import helpdesk.shared.Tokens;
import helpdesk.ticket.HeldReplies;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.ticket.WriteReply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Sends what an agent wrote and forgets the draft, both or neither. */
@Service
@Transactional
class Answers {
  private final TicketDesk desk;
  private final HeldReplies held;
  private final TicketReader tickets;
  private final ReplyFiles files;
  private final Drafts drafts;

  Answers(
      TicketDesk desk, HeldReplies held, TicketReader tickets, ReplyFiles files, Drafts drafts) {
    this.desk = desk;
    this.held = held;
    this.tickets = tickets;
    this.files = files;
    this.drafts = drafts;
  }

  /**
   * A reply as the form sends it.
   *
   * @param to people as {@link AddressLine} has them, and so are cc and bcc; null leaves all three
   *     to the desk
   * @param answers the message whose people these are, 0 for none
   * @param key the same for the same reply sent twice
   * @param then the status to take, empty to leave it to the desk
   * @param seen the newest message that was on the page
   * @param kept which of the files that wait with the draft go along
   * @param images pictures to be shown with the text
   */
  record Form(
      @Nullable String body,
      @Nullable String to,
      @Nullable String cc,
      @Nullable String bcc,
      @Nullable Long answers,
      @Nullable String key,
      @Nullable String then,
      @Nullable Long seen,
      @Nullable List<Long> kept,
      @Nullable List<MultipartFile> files,
      @Nullable List<MultipartFile> images) {
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
    boolean waits =
        held.send(
            ticket,
            author,
            new WriteReply(
                text(form.body),
                null,
                recipients(form),
                files(ticket, author, form),
                then == null ? null : Words.status(then),
                form.seen == null || form.seen == 0 ? null : new MessageId(form.seen),
                sentAs(ticket, author.id(), form.key)));
    drafts.forget(ticket, author.id(), Drafts.Kind.REPLY);
    return waits;
  }

  /**
   * Takes a reply back that has not left: its words, people and files are the draft again, the
   * words before what was begun since.
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
    Drafts.Draft saved = drafts.of(ticket, author).get(Drafts.Kind.REPLY);
    String since = begun.body != null ? text(begun.body) : saved == null ? "" : text(saved.body());
    Recipients people = back.recipients();
    if (begun.body != null) drafts.keepOnly(ticket, author, Drafts.Kind.REPLY, begun.stillKept());
    drafts.save(
        ticket,
        author,
        new Drafts.Draft(
            Drafts.Kind.REPLY,
            since.isBlank() ? back.text() : back.text() + "\n\n" + since,
            people == null ? null : AddressLine.of(people.to()),
            people == null ? "" : AddressLine.of(people.cc()),
            people == null ? "" : AddressLine.of(people.bcc()),
            begun.answers != null ? begun.answers : newest(ticket),
            List.of()),
        Tokens.randomBytes(32));
    drafts.attach(ticket, author, Drafts.Kind.REPLY, back.files());
  }

  /** The newest message of the customer, 0 for none. */
  private long newest(TicketId ticket) {
    TicketNumber number = tickets.heads(List.of(ticket)).get(0).number();
    return tickets.byNumber(number).newestOfCustomer().map(m -> m.id().value()).orElse(0L);
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
    String body = text(form.body);
    drafts.keepOnly(ticket, author, kind, form.stillKept());
    if (body.isBlank()
        && drafts.files(ticket, author, kind).isEmpty()
        && (kind == Drafts.Kind.NOTE || untouched(ticket, form))) {
      drafts.forget(ticket, author, kind);
      return;
    }
    byte[] sentAs = sentAs(ticket, author, form.key);
    drafts.save(
        ticket,
        author,
        new Drafts.Draft(
            kind,
            body,
            form.to,
            plain(form.cc),
            plain(form.bcc),
            form.answers == null ? 0 : form.answers,
            List.of()),
        sentAs == null ? Tokens.randomBytes(32) : sentAs);
  }

  /** Keeps what is not yet sent, from now on for the people of the newest message. */
  public void readdress(TicketNumber number, AgentId author, Form form) {
    TicketView ticket = tickets.byNumber(number);
    Envelope newest = Envelope.of(ticket, null);
    draft(
        ticket.id(),
        author,
        Drafts.Kind.REPLY,
        new Form(
            form.body,
            newest.to(),
            newest.cc(),
            form.bcc,
            newest.answers(),
            form.key,
            null,
            form.seen,
            form.kept,
            null,
            null));
  }

  private static byte @Nullable [] sentAs(TicketId ticket, AgentId author, @Nullable String key) {
    if (key == null || key.isBlank()) return null;
    return Tokens.hash("desk " + ticket + " " + author + " " + key);
  }

  private static String plain(@Nullable String line) {
    return line == null ? "" : line.strip();
  }

  private static String text(@Nullable String body) {
    return body == null ? "" : body.replace("\r\n", "\n").stripTrailing();
  }

  private List<IncomingFile> files(TicketId ticket, Agent author, Form form) {
    Stream<IncomingFile> kept =
        drafts.files(ticket, author.id(), Drafts.Kind.REPLY).stream()
            .filter(file -> form.stillKept().contains(file.id()))
            .map(Drafts.Kept::file);
    return Stream.concat(kept, files.store(form.files, form.images).stream()).toList();
  }

  /** Nobody, where the form leaves it to the desk. */
  private static @Nullable Recipients recipients(Form form) {
    if (form.to == null) return null;
    return new Recipients(
        AddressLine.read(form.to), AddressLine.read(form.cc), AddressLine.read(form.bcc));
  }

  /** Whether whoever gets it was left as the desk proposed it. */
  private boolean untouched(TicketId ticket, Form form) {
    try {
      Recipients chosen = recipients(form);
      return chosen == null || Envelope.samePeople(chosen, desk.recipients(ticket));
    } catch (DomainException e) {
      return false; // what is wrong with them is told when they are sent
    }
  }
}
