package helpdesk.story;

import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one ticket up to an instant, in the order in which they count: by second; within a
 * second the creation first, then what people said, then the rest; then as they were written. So a
 * reply and a resolve of one second are always reply first.
 */
public record Story(List<Line> lines, TicketEvent.TicketCreated beginning, Instant createdAt) {
  /** One event and its second. */
  public record Line(Instant at, TicketEvent event) {
    /** Whether a person of the house answered. */
    public boolean isResponse() {
      return event instanceof TicketEvent.AgentReply || event instanceof TicketEvent.CallAnswered;
    }

    /** Whether a customer waits for an answer from here on. */
    public boolean asks() {
      return event instanceof TicketEvent.CustomerMessage
          || (event instanceof TicketEvent.MergedFrom merged && merged.unanswered());
    }
  }

  private static final Comparator<LoggedEvent> ORDER =
      Comparator.comparing(LoggedEvent::occurredAt)
          .thenComparingInt(e -> rank(e.event()))
          .thenComparingInt(LoggedEvent::seq);

  /**
   * @param events all events of one ticket, in any order; those after {@code asOf} do not exist
   * @throws IllegalArgumentException if the ticket had not been created by then
   */
  public static Story of(List<LoggedEvent> events, Instant asOf) {
    List<LoggedEvent> undone =
        events.stream()
            .filter(e -> e.event() instanceof TicketEvent.MergeUndone)
            .filter(e -> !e.occurredAt().isAfter(asOf))
            .toList();
    List<LoggedEvent> known =
        events.stream()
            .filter(e -> !e.occurredAt().isAfter(asOf))
            .filter(e -> undone.stream().noneMatch(u -> takesBack(u, e)))
            .sorted(ORDER)
            .toList();
    LoggedEvent creation =
        known.stream()
            .filter(e -> e.event() instanceof TicketEvent.TicketCreated)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("A story begins with a creation"));
    List<Line> lines = new ArrayList<>(known.size());
    lines.add(line(creation, creation.occurredAt()));
    for (LoggedEvent e : known) {
      if (e != creation) lines.add(line(e, creation.occurredAt()));
    }
    return new Story(
        List.copyOf(lines), (TicketEvent.TicketCreated) creation.event(), creation.occurredAt());
  }

  /**
   * Why the ticket counts nowhere: {@code import} for ever, {@code merged} until that is undone,
   * {@code trashed} and {@code spam} while flagged; the first that applies. Null if it counts.
   */
  public @Nullable String excluded() {
    boolean merged = false;
    boolean trashed = false;
    boolean spam = false;
    for (Line line : lines) {
      TicketEvent e = line.event;
      if (e instanceof TicketEvent.MergedInto) merged = true;
      if (e instanceof TicketEvent.Trashed) trashed = true;
      if (e instanceof TicketEvent.Restored) trashed = false;
      if (e instanceof TicketEvent.MarkedSpam) spam = true;
      if (e instanceof TicketEvent.UnmarkedSpam) spam = false;
    }
    if (beginning.origin().equals("import")) return "import";
    return merged ? "merged" : trashed ? "trashed" : spam ? "spam" : null;
  }

  /** Mail that took a detour may have been received before the ticket it is put in. */
  private static Line line(LoggedEvent e, Instant notBefore) {
    return new Line(e.occurredAt().isBefore(notBefore) ? notBefore : e.occurredAt(), e.event());
  }

  private static int rank(TicketEvent event) {
    if (event instanceof TicketEvent.TicketCreated) return 0;
    boolean said =
        event instanceof TicketEvent.CustomerMessage
            || event instanceof TicketEvent.AgentReply
            || event instanceof TicketEvent.CallAnswered
            || event instanceof TicketEvent.MergedFrom
            // who is answered in the second of the queue was in it before
            || event instanceof TicketEvent.CallQueued
            || event instanceof TicketEvent.ChatQueued;
    return said ? 1 : 2;
  }

  /** A merge that is taken back never happened, from then on; one that follows did. */
  private static boolean takesBack(LoggedEvent later, LoggedEvent merge) {
    boolean before =
        merge.occurredAt().isBefore(later.occurredAt())
            || merge.occurredAt().equals(later.occurredAt()) && merge.seq() < later.seq();
    if (!before || !(later.event() instanceof TicketEvent.MergeUndone undone)) return false;
    if (merge.event() instanceof TicketEvent.MergedInto into)
      return into.target() == undone.target();
    return merge.event() instanceof TicketEvent.MergedFrom from && from.source() == undone.source();
  }
}
