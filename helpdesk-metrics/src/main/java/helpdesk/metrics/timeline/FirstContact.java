package helpdesk.metrics.timeline;

import helpdesk.story.Story;
import helpdesk.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the first resolution settled the matter with one contact: one run of answers before it,
 * no escalation before it, no reopening and no follow-up within the window behind it.
 *
 * @param clean no violation so far, null where the question does not arise
 * @param mature the window is over
 */
record FirstContact(@Nullable Boolean clean, @Nullable Boolean mature) {
  private static final FirstContact NOT_ASKED = new FirstContact(null, null);

  static FirstContact of(
      Story story,
      @Nullable Instant resolved,
      List<Instant> reopens,
      Instant asOf,
      Duration window) {
    if (resolved == null || !TicketFacts.isDemand(story.beginning().origin())) return NOT_ASKED;
    int episodes = episodes(story, resolved);
    if (episodes == 0) return NOT_ASKED;
    Instant end = resolved.plus(window);
    boolean violated =
        episodes > 1
            || reopens.stream().anyMatch(at -> within(at, resolved, end))
            || story.lines().stream().anyMatch(line -> violates(line, resolved, end));
    return new FirstContact(!violated, !asOf.isBefore(end));
  }

  /** A violation counts at once, its absence only when the window is over. */
  @Nullable Boolean verdict() {
    if (clean == null || mature == null) return null;
    return !clean ? Boolean.FALSE : mature ? Boolean.TRUE : null;
  }

  /** Runs of answers with no word of the customer in between. Logging a contact is the first. */
  private static int episodes(Story story, Instant resolved) {
    boolean logged = story.beginning().origin().equals("on_behalf");
    int episodes = logged ? 1 : 0;
    boolean customerSpoke = !logged;
    for (Story.Line line : story.lines()) {
      if (line.at().isAfter(resolved)) break;
      if (line.asks()) {
        customerSpoke = true;
      } else if (line.isResponse()) {
        if (customerSpoke) episodes++;
        customerSpoke = false;
      }
    }
    return episodes;
  }

  private static boolean violates(Story.Line line, Instant resolved, Instant end) {
    if (line.event() instanceof TicketEvent.Escalated) return !line.at().isAfter(resolved);
    return line.event() instanceof TicketEvent.FollowUpCreated && within(line.at(), resolved, end);
  }

  private static boolean within(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
