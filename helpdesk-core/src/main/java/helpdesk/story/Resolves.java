package helpdesk.story;

import helpdesk.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a ticket was resolved, and when it came back. From resolved to closed is neither. */
public final class Resolves {
  /** A stay in the backlog, from creation or reopening until the resolve, which may be to come. */
  public record Open(Instant from, @Nullable Instant to) {}

  private final List<Instant> resolves = new ArrayList<>();
  private final List<Instant> reopens = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private final boolean terminal;

  /** Reads a story. */
  public Resolves(Story story) {
    boolean resolved = States.terminal(story.beginning().status());
    @Nullable Instant openSince = resolved ? null : story.createdAt();
    if (resolved) resolves.add(story.createdAt());
    for (Story.Line line : story.lines()) {
      if (!(line.event() instanceof TicketEvent.StatusChanged change)) continue;
      boolean next = States.terminal(change.to());
      if (next && !resolved) {
        resolves.add(line.at());
        if (openSince != null) open.add(new Open(openSince, line.at()));
        openSince = null;
      } else if (!next && resolved) {
        reopens.add(line.at());
        openSince = line.at();
      }
      resolved = next;
    }
    if (openSince != null) open.add(new Open(openSince, null));
    terminal = resolved;
  }

  /** The first resolve, null if there was none. */
  public @Nullable Instant first() {
    return resolves.isEmpty() ? null : resolves.get(0);
  }

  /** The last, null if something has reopened it since. */
  public @Nullable Instant standing() {
    return terminal ? resolves.get(resolves.size() - 1) : null;
  }

  /** Every resolve, in order; the reopening of the same place took it back. */
  public List<Instant> all() {
    return resolves;
  }

  /** When it came back. */
  public List<Instant> reopens() {
    return reopens;
  }

  /** Its stays in the backlog, in order. */
  public List<Open> open() {
    return open;
  }
}
