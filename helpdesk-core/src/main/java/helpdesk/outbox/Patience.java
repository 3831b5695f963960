package helpdesk.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long we wait between tries, and when we give up. */
final class Patience {
  /** After this long without luck a person has to look. */
  static final Duration LIMIT = Duration.ofDays(3);

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(4));

  private Patience() {}

  /**
   * When to try again.
   *
   * @param attempts how often it was tried, at least once
   * @param tryingSince when it was tried first
   * @return empty if that would be too late
   */
  static Optional<Instant> nextTry(int attempts, Instant tryingSince, Instant now) {
    Duration wait = STEPS.get(Math.min(Math.max(attempts, 1), STEPS.size()) - 1);
    Instant next = now.plus(wait);
    return next.isAfter(tryingSince.plus(LIMIT)) ? Optional.empty() : Optional.of(next);
  }
}
