package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A ticket while it is being changed. Each verb changes the state and says what happened; both are
 * saved together. The rules of a ticket's life are here and nowhere else.
 */
final class Ticket {
  /** One thing that happened, not yet written. */
  record Happened(Instant at, Actor actor, TicketEvent event) {}

  final TicketId id;
  final TicketNumber number;
  final ChannelKind channelKind;
  final @Nullable ChannelId channelId;
  final Origin origin;
  final ContactId requester;
  final Instant createdAt;
  String subject;
  Status status;
  Priority priority;
  @Nullable AgentId assignee;
  @Nullable TeamId team;
  @Nullable Locale language;
  boolean bulk;
  boolean spam;
  boolean trashed;
  @Nullable TicketId mergedInto;
  @Nullable TicketId followUpOf;
  @Nullable TicketId suggested;
  String preview = "";
  @Nullable Instant waitingSince;
  @Nullable Instant resolvedAt;
  int messageCount;
  int eventSeq;
  int version;
  Set<String> tags = new TreeSet<>();
  final List<Happened> happened = new ArrayList<>();

  Ticket(
      TicketId id,
      TicketNumber number,
      String subject,
      Status status,
      Priority priority,
      ChannelKind channelKind,
      @Nullable ChannelId channelId,
      Origin origin,
      ContactId requester,
      Instant createdAt) {
    this.id = id;
    this.number = number;
    this.subject = subject;
    this.status = status;
    this.priority = priority;
    this.channelKind = channelKind;
    this.channelId = channelId;
    this.origin = origin;
    this.requester = requester;
    this.createdAt = createdAt;
  }

  /** Begins the story; whoever asked for help waits from now, unless we wrote first. */
  void created(Actor by) {
    if (origin != Origin.OUTBOUND) waitingSince = createdAt;
    say(
        createdAt,
        by,
        new TicketEvent.TicketCreated(
            origin.key(),
            channelKind.key(),
            priority.key(),
            status.key(),
            team == null ? null : team.value(),
            assignee == null ? null : assignee.value(),
            List.copyOf(tags),
            false));
  }

  /**
   * The customer wrote. Takes the ticket back from waiting, hold and solved, but for a short thanks
   * after a solve.
   */
  void customerWrote(MessageId message, Actor by, Instant at, String text, boolean thanks) {
    messageAdded(text);
    say(at, by, new TicketEvent.CustomerMessage(message.value(), channelKind.key()));
    if (status == Status.RESOLVED && thanks) return;
    customerWaits(at);
  }

  /** A machine wrote on the customer's behalf: shown, and nothing more. */
  void machineWrote(MessageId message, Actor by, Instant at, String reason) {
    messageCount++;
    say(at, by, new TicketEvent.CustomerAutoMessage(message.value(), reason));
  }

  /**
   * A mail to the customer did not arrive: who waits for them would wait in vain, and what was to
   * solve their question has not.
   *
   * @param lastAnswer whether no answer has followed it
   */
  void cameBack(String delivery, boolean lastAnswer, Instant at) {
    say(at, Actor.SYSTEM, new TicketEvent.FieldChanged("delivery", null, delivery));
    boolean unsolved = status == Status.RESOLVED && lastAnswer;
    if (status == Status.PENDING || unsolved) moveTo(Status.OPEN, Actor.SYSTEM, at);
  }

  /** A machine of ours told the customer that their message is here: no answer to them. */
  void acknowledged(MessageId message, Instant at) {
    messageCount++;
    say(at, Actor.SYSTEM, new TicketEvent.AutoReply(message.value(), "acknowledgement"));
  }

  /** An agent answered the customer. The first to answer an unassigned ticket has taken it. */
  void agentReplied(MessageId message, Actor by, Instant at, String text, @Nullable Status then) {
    refuseClosed();
    messageAdded(text);
    waitingSince = null;
    AgentId author = by.id() == null ? null : new AgentId(by.id());
    say(at, by, new TicketEvent.AgentReply(message.value(), by.id(), channelKind.key()));
    if (assignee == null && author != null) assign(author, by, at);
    Status next = then == null ? (status == Status.NEW ? Status.OPEN : status) : then;
    if (next != status) changeStatus(next, by, at);
  }

  /**
   * A message of our own that came with an imported mailbox: part of the story, nobody's work
   * today.
   */
  void ownMessageImported(MessageId message, Instant at, String text) {
    messageAdded(text);
    waitingSince = null;
    say(
        at,
        Actor.SYSTEM,
        new TicketEvent.FieldChanged("imported_message", null, message.toString()));
  }

  /** Somebody in the house noted something. */
  void noted(MessageId message, Actor by, Instant at) {
    messageCount++;
    say(at, by, new TicketEvent.InternalNote(message.value(), by.id()));
  }

  /**
   * @throws DomainException (invalid) unless a ticket may go from where it is to there
   */
  void changeStatus(Status next, Actor by, Instant at) {
    if (next == status) return;
    if (!status.canBecome(next)) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "A ticket that is " + status.key() + " cannot become " + next.key() + ".");
    }
    moveTo(next, by, at);
  }

  /** Gives the ticket to an agent, or to nobody. */
  void assign(@Nullable AgentId to, Actor by, Instant at) {
    if (Objects.equals(assignee, to)) return;
    assignee = to;
    say(at, by, to == null ? new TicketEvent.Unassigned() : new TicketEvent.Assigned(to.value()));
    if (to != null && status == Status.NEW) moveTo(Status.OPEN, by, at);
  }

  void moveToTeam(@Nullable TeamId to, Actor by, Instant at) {
    if (Objects.equals(team, to)) return;
    team = to;
    say(at, by, new TicketEvent.GroupChanged(to == null ? null : to.value()));
  }

  void prioritise(Priority to, Actor by, Instant at) {
    if (priority == to) return;
    priority = to;
    say(at, by, new TicketEvent.PriorityChanged(to.key()));
  }

  void tag(Set<String> to, Actor by, Instant at) {
    if (tags.equals(to)) return;
    Set<String> added = new TreeSet<>(to);
    added.removeAll(tags);
    Set<String> removed = new TreeSet<>(tags);
    removed.removeAll(to);
    tags = new TreeSet<>(to);
    say(at, by, new TicketEvent.TagsChanged(List.copyOf(added), List.copyOf(removed)));
  }

  void rename(String to, Actor by, Instant at) {
    if (subject.equals(to)) return;
    say(at, by, new TicketEvent.FieldChanged("subject", subject, to));
    subject = to;
  }

  void speak(Locale to, Actor by, Instant at) {
    if (to.equals(language)) return;
    say(
        at,
        by,
        new TicketEvent.FieldChanged(
            "language", language == null ? null : language.getLanguage(), to.getLanguage()));
    language = to;
  }

  void markSpam(boolean to, Actor by, Instant at) {
    if (spam == to) return;
    spam = to;
    say(at, by, to ? new TicketEvent.MarkedSpam(null, null) : new TicketEvent.UnmarkedSpam());
  }

  /** The desk itself holds it for spam, and says why. */
  void heldForSpam(SpamJudge.Verdict why, Instant at) {
    spam = true;
    say(at, Actor.SYSTEM, new TicketEvent.MarkedSpam(why.reason(), why.detail()));
  }

  /** Puts the ticket in the bin, or takes it out. */
  void trash(boolean to, Actor by, Instant at) {
    if (trashed == to) return;
    trashed = to;
    say(at, by, to ? new TicketEvent.Trashed() : new TicketEvent.Restored());
  }

  /** Takes another ticket in; a customer who waits there waits here from now. */
  void absorb(Ticket source, Actor by, Instant at) {
    boolean unanswered = source.waitingSince != null && source.origin != Origin.IMPORT;
    say(at, by, new TicketEvent.MergedFrom(source.id.value(), unanswered));
    source.mergedInto = id;
    source.say(at, by, new TicketEvent.MergedInto(id.value()));
    if (unanswered) customerWaits(at);
  }

  /** Gives a ticket that was taken in its own life back. */
  void release(Ticket source, Actor by, Instant at) {
    source.mergedInto = null;
    TicketEvent undone = new TicketEvent.MergeUndone(source.id.value(), id.value());
    source.say(at, by, undone);
    say(at, by, undone);
  }

  /** Stands as before something that was taken back. */
  void standAgain(Status before, @Nullable Instant waitedSince, Actor by, Instant at) {
    if (status != before) moveTo(before, by, at);
    waitingSince = waitedSince;
  }

  /**
   * @throws DomainException (invalid) if the ticket was merged away: its story goes on elsewhere
   */
  void refuseMerged() {
    if (mergedInto != null) {
      throw new DomainException(
          DomainException.Kind.INVALID,
          "This ticket was merged into another. Go on there, or undo the merge.");
    }
  }

  /**
   * Says something that changes no state of the ticket itself. Nothing happens to a ticket before
   * it is there: mail that was received before the message which opened it counts from its
   * creation.
   */
  void say(Instant at, Actor by, TicketEvent event) {
    happened.add(new Happened(at.isBefore(createdAt) ? createdAt : at, by, event));
  }

  private void customerWaits(Instant at) {
    if (waitingSince == null) waitingSince = at;
    if (status == Status.PENDING || status == Status.ON_HOLD || status == Status.RESOLVED) {
      moveTo(Status.OPEN, Actor.SYSTEM, at);
    }
  }

  private void moveTo(Status next, Actor by, Instant at) {
    status = next;
    resolvedAt = next.terminal() ? (resolvedAt == null ? at : resolvedAt) : null;
    if (next.terminal()) waitingSince = null;
    say(at, by, new TicketEvent.StatusChanged(next.key()));
  }

  private void messageAdded(String text) {
    messageCount++;
    preview = Excerpt.of(text);
  }

  private void refuseClosed() {
    if (status == Status.CLOSED) {
      throw new DomainException(
          DomainException.Kind.INVALID, "This ticket is closed. Open a follow-up instead.");
    }
  }
}
