package helpdesk.metrics.timeline;

import helpdesk.story.Story;
import helpdesk.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer in the queue of a live channel, and how that ended (docs/metrics.md, B.12). One that
 * has not ended is none yet.
 *
 * @param from when they came into the queue
 * @param to when they were answered or gave up
 * @param answered whether somebody answered before they gave up
 * @param agent who did, null where nobody did or the log does not say
 */
public record LiveWait(
    Kind kind, Instant from, Instant to, boolean answered, @Nullable Long agent) {
  /** What they waited for. */
  public enum Kind {
    CALL,
    CHAT
  }

  /** How long they waited. */
  public Duration took() {
    return Duration.between(from, to);
  }

  /** Every one that has ended, in the order in which they began. */
  static List<LiveWait> of(Story story) {
    Map<Kind, Instant> queued = new EnumMap<>(Kind.class);
    List<LiveWait> waits = new ArrayList<>();
    for (Story.Line line : story.lines()) {
      Instant at = line.at();
      TicketEvent event = line.event();
      if (event instanceof TicketEvent.CallQueued) queued.putIfAbsent(Kind.CALL, at);
      if (event instanceof TicketEvent.ChatQueued) queued.putIfAbsent(Kind.CHAT, at);
      if (event instanceof TicketEvent.CallAnswered e)
        answered(Kind.CALL, queued, at, e.agent(), waits);
      if (event instanceof TicketEvent.ChatJoined e)
        answered(Kind.CHAT, queued, at, e.agent(), waits);
      if (event instanceof TicketEvent.CallAbandoned e)
        abandoned(Kind.CALL, queued, at, e.waited(), waits);
      if (event instanceof TicketEvent.ChatAbandoned e)
        abandoned(Kind.CHAT, queued, at, e.waited(), waits);
    }
    waits.sort(Comparator.comparing(LiveWait::from));
    return List.copyOf(waits);
  }

  /** A call that never was in a queue is answered without a wait, and a second agent joins none. */
  private static void answered(
      Kind kind,
      Map<Kind, Instant> queued,
      Instant at,
      @Nullable Long agent,
      List<LiveWait> waits) {
    Instant from = queued.remove(kind);
    if (from != null) waits.add(new LiveWait(kind, from, at, true, agent));
  }

  /**
   * Who gave up was in the queue; a wait that was measured elsewhere is more than what was seen.
   */
  private static void abandoned(
      Kind kind, Map<Kind, Instant> queued, Instant at, @Nullable Long told, List<LiveWait> waits) {
    Instant seen = queued.remove(kind);
    Instant queuedAt = told == null ? seen : at.minusSeconds(told);
    Instant from = queuedAt == null ? at : queuedAt;
    waits.add(new LiveWait(kind, from, at, false, null));
  }
}
