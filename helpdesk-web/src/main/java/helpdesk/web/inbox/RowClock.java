package helpdesk.web.inbox;

import helpdesk.sla.SlaBoard;
import helpdesk.sla.SlaClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one clock that a row of the list shows.
 *
 * @param about the key of what is due: a target, or {@code untaken}
 * @param state how it is drawn: ok, soon, over or paused
 * @param due when it is or was too late; null if it rests
 * @param warn from when on it is soon; null with {@code due}
 */
public record RowClock(String about, String state, @Nullable Instant due, @Nullable Instant warn) {
  private static final Duration SHORTLY = Duration.ofMinutes(15);

  /** What comes first of what is promised; null where nothing is, or its hours never come. */
  static @Nullable RowClock of(SlaBoard.@Nullable Next next, Instant now) {
    if (next == null) return null;
    String about = next.target().key();
    if (next.state() == SlaClock.State.PAUSED) return new RowClock(about, "paused", null, null);
    return next.due() == null ? null : timed(about, next.due(), next.warn(), now);
  }

  /** How long a ticket may still lie without anybody. */
  static RowClock untaken(Instant limit, Instant now) {
    return timed("untaken", limit, limit.minus(SHORTLY), now);
  }

  private static RowClock timed(String about, Instant due, @Nullable Instant warn, Instant now) {
    boolean soon = warn != null && !now.isBefore(warn);
    return new RowClock(about, due.isBefore(now) ? "over" : soon ? "soon" : "ok", due, warn);
  }

  /** The name of the symbol beside the words. */
  public String icon() {
    return switch (state) {
      case "paused" -> "player-pause";
      case "over" -> "alert-circle";
      default -> "clock";
    };
  }
}
