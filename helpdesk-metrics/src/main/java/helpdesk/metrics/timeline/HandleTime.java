package helpdesk.metrics.timeline;

import helpdesk.story.Story;
import helpdesk.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long agents were at work on a ticket: two timers of one agent at once count once. */
final class HandleTime {
  private enum Kind {
    WORK,
    CALL,
    CHAT
  }

  private record Timer(@Nullable Long agent, Kind kind) {}

  private record Stretch(Instant from, Instant to) {}

  private final Map<Timer, Instant> running = new HashMap<>();
  private final Map<Timer, List<Stretch>> done = new HashMap<>();

  private HandleTime() {}

  /** Seconds of all agents together, null if nothing was measured. */
  static @Nullable Long of(Story story, Instant asOf, Duration cap) {
    HandleTime time = new HandleTime();
    for (Story.Line line : story.lines()) time.read(line.at(), line.event());
    time.running.forEach(
        (timer, from) -> {
          Instant capped = from.plus(cap);
          time.add(timer, from, capped.isBefore(asOf) ? capped : asOf);
        });
    return time.done.isEmpty() ? null : time.sum();
  }

  /** The same once the timers that were never stopped are at their most. */
  static Trail.@Nullable Handling of(Story story, Duration cap) {
    HandleTime time = new HandleTime();
    for (Story.Line line : story.lines()) time.read(line.at(), line.event());
    Instant known = time.running.values().stream().max(Instant::compareTo).orElse(null);
    time.running.forEach((timer, from) -> time.add(timer, from, from.plus(cap)));
    if (time.done.isEmpty()) return null;
    return new Trail.Handling(time.sum(), known == null ? null : known.plus(cap));
  }

  private void read(Instant at, TicketEvent event) {
    if (event instanceof TicketEvent.WorkStarted e) start(new Timer(e.agent(), Kind.WORK), at);
    if (event instanceof TicketEvent.WorkEnded e) stop(new Timer(e.agent(), Kind.WORK), at);
    if (event instanceof TicketEvent.CallAnswered e) start(new Timer(e.agent(), Kind.CALL), at);
    if (event instanceof TicketEvent.CallEnded e) stop(new Timer(e.agent(), Kind.CALL), at);
    if (event instanceof TicketEvent.ChatJoined e) start(new Timer(e.agent(), Kind.CHAT), at);
    if (event instanceof TicketEvent.ChatLeft e) stop(new Timer(e.agent(), Kind.CHAT), at);
  }

  private void start(Timer timer, Instant at) {
    running.putIfAbsent(timer, at);
  }

  private void stop(Timer timer, Instant at) {
    Instant from = running.remove(timer);
    if (from != null) add(timer, from, at);
  }

  private void add(Timer timer, Instant from, Instant to) {
    done.computeIfAbsent(new Timer(timer.agent, Kind.WORK), t -> new ArrayList<>())
        .add(new Stretch(from, to));
  }

  private long sum() {
    return done.values().stream().mapToLong(HandleTime::union).sum();
  }

  private static long union(List<Stretch> stretches) {
    List<Stretch> sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparing(Stretch::from));
    long sum = 0;
    Instant counted = Instant.MIN;
    for (Stretch stretch : sorted) {
      Instant from = stretch.from.isBefore(counted) ? counted : stretch.from;
      if (!from.isBefore(stretch.to)) continue;
      sum += stretch.to.getEpochSecond() - from.getEpochSecond();
      counted = stretch.to;
    }
    return sum;
  }
}
