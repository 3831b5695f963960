package helpdesk.web.ticket;

import helpdesk.attachment.FileKinds;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Remarks;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.FileLinks;
import helpdesk.web.shell.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges messages and events of a ticket into one story, by time. */
final class Conversation {
  private final TicketView ticket;
  private final List<LoggedEvent> events;
  private final EventWords words;
  private final FileLinks links;
  private final Times times;
  private final Map<Long, Integer> seqOfMessage = new HashMap<>();

  Conversation(
      TicketView ticket, List<LoggedEvent> events, EventWords words, FileLinks links, Times times) {
    this.ticket = ticket;
    this.events = events;
    this.words = words;
    this.links = links;
    this.times = times;
    events.forEach(this::noteMessage);
    noteMovedMessages();
  }

  private record Dated(Instant at, Entry entry) {}

  /** The newest line of the story. */
  int seq() {
    return events.isEmpty() ? 0 : events.get(events.size() - 1).seq();
  }

  /** The whole story. */
  List<Entry> entries() {
    return entries(0);
  }

  /** What was told after that line; new events do not join a line that is already there. */
  List<Entry> after(int seq) {
    return entries(seq).stream().filter(entry -> entry.seq() > seq).toList();
  }

  private List<Entry> entries(int known) {
    List<Dated> pieces = new ArrayList<>();
    TicketView.Message first = firstReply();
    for (TicketView.Message message : ticket.messages())
      pieces.add(new Dated(message.at(), said(message, message == first)));
    pieces.addAll(happened(known));
    pieces.sort(Comparator.comparing(Dated::at).thenComparing(piece -> piece.entry.seq()));
    return withDays(pieces);
  }

  private List<Entry> withDays(List<Dated> pieces) {
    List<Entry> entries = new ArrayList<>();
    LocalDate day = null;
    for (Dated piece : pieces) {
      LocalDate date = times.date(piece.at);
      if (!date.equals(day)) entries.add(new Entry.Day(piece.entry.seq(), times.day(piece.at)));
      day = date;
      entries.add(piece.entry);
    }
    return entries;
  }

  /** Doings of one person in one minute, with no message between, become one line. */
  private List<Dated> happened(int known) {
    List<Dated> lines = new ArrayList<>();
    LoggedEvent before = null;
    for (LoggedEvent event : events) {
      String text = words.of(event);
      if (text == null) {
        if (isMessage(event)) before = null;
        continue;
      }
      Dated last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
      if (before != null && last != null && joins(before, event, known)) {
        Entry.Happened line = (Entry.Happened) last.entry;
        String both = line.text() + " · " + words.goingOn(event, text);
        lines.set(
            lines.size() - 1,
            new Dated(last.at, new Entry.Happened(event.seq(), line.icon(), both, line.at())));
      } else {
        lines.add(
            new Dated(
                event.occurredAt(),
                new Entry.Happened(
                    event.seq(), EventWords.icon(event.event()), text, event.occurredAt())));
      }
      before = event;
    }
    return lines;
  }

  private static boolean joins(LoggedEvent one, LoggedEvent other, int known) {
    boolean bothOrNeitherNew = (one.seq() > known) == (other.seq() > known);
    return bothOrNeitherNew
        && one.actor().equals(other.actor())
        && Duration.between(one.occurredAt(), other.occurredAt()).toSeconds() < 60;
  }

  private static boolean isMessage(LoggedEvent event) {
    return messageOf(event.event()) != null;
  }

  private void noteMessage(LoggedEvent event) {
    Long message = messageOf(event.event());
    if (message != null) seqOfMessage.put(message, event.seq());
  }

  /** What was said in a ticket that was merged into this one is news since the newest merge. */
  private void noteMovedMessages() {
    int merged =
        events.stream()
            .filter(e -> e.event() instanceof TicketEvent.MergedFrom)
            .mapToInt(LoggedEvent::seq)
            .max()
            .orElse(0);
    for (TicketView.Message message : ticket.messages())
      if (message.from() != null) seqOfMessage.put(message.id().value(), merged);
  }

  private static @Nullable Long messageOf(TicketEvent event) {
    if (event instanceof TicketEvent.CustomerMessage m) return m.message();
    if (event instanceof TicketEvent.CustomerAutoMessage m) return m.message();
    if (event instanceof TicketEvent.AgentReply m) return m.message();
    if (event instanceof TicketEvent.InternalNote m) return m.message();
    return event instanceof TicketEvent.AutoReply m ? m.message() : null;
  }

  private TicketView.@Nullable Message firstReply() {
    return ticket.messages().stream()
        .filter(m -> m.kind() == MessageKind.AGENT && m.agentId() != null)
        .findFirst()
        .orElse(null);
  }

  private Entry.Said said(TicketView.Message m, boolean firstReply) {
    boolean folded = m.hasMore();
    String html = m.html() == null ? null : MessageHtml.html(m, m.html(), links);
    String body = folded || html == null ? MessageHtml.text(m.visibleText()) : html;
    String whole = !folded ? null : html == null ? MessageHtml.text(m.text()) : html;
    String waited = firstReply ? Times.span(Duration.between(ticket.createdAt(), m.at())) : null;
    return new Entry.Said(
        seqOfMessage.getOrDefault(m.id().value(), 0),
        m,
        name(m),
        body,
        whole,
        m.files().stream().filter(f -> !shownInPlace(f, body, whole)).map(this::attached).toList(),
        MessageHtml.heldBack(m),
        invitation(m.remarks().invitation()),
        waited);
  }

  private boolean shownInPlace(TicketView.File file, String body, @Nullable String whole) {
    String address = links.to(file.id(), file.name());
    return file.inline() && (body.contains(address) || (whole != null && whole.contains(address)));
  }

  private Entry.Attached attached(TicketView.File file) {
    return new Entry.Attached(
        file.name(),
        Sizes.of(file.size(), words.locale()),
        links.to(file.id(), file.name()),
        FileKinds.isPicture(file.type()),
        FileKinds.canRun(file.name(), file.type()));
  }

  private Entry.@Nullable Invitation invitation(Remarks.@Nullable Invitation brought) {
    if (brought == null) return null;
    Instant starts = brought.starts();
    String when = starts == null ? brought.when() : times.full(starts) + until(starts, brought);
    return new Entry.Invitation(
        kind(brought.method()), brought.summary(), when, brought.location());
  }

  private String until(Instant starts, Remarks.Invitation brought) {
    Instant ends = brought.ends();
    if (ends == null || !ends.isAfter(starts)) return "";
    boolean sameDay = times.date(starts).equals(times.date(ends));
    return " – " + (sameDay ? times.clock(ends) : times.full(ends));
  }

  private static String kind(String method) {
    return switch (method) {
      case "request", "reply", "cancel", "counter" -> method;
      default -> "publish";
    };
  }

  private static String name(TicketView.Message m) {
    if (m.fromName() != null && !m.fromName().isBlank()) return m.fromName();
    return m.fromEmail() == null ? "–" : m.fromEmail();
  }
}
