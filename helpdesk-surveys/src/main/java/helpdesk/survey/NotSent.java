package helpdesk.survey;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer was not asked, in the order in which it is looked for (docs/metrics.md, C.1). Not
 * asked is recorded, and not caught up.
 */
public enum NotSent {
  /** The survey is switched off. */
  SWITCHED_OFF,
  /** Spam, trash, merged, imported, a machine's or list mail, or we wrote first. */
  EXCLUDED,
  /** Taken up again before the decision; the next solve decides anew. */
  REOPENED,
  /** This ticket has had its survey. */
  ALREADY_SENT,
  /** The customer has rated this ticket in the foot of an answer. */
  ALREADY_RATED,
  /** The customer does not want surveys. */
  OPTED_OUT,
  /** We know no address. */
  NO_ADDRESS,
  /** No address that mail has not bounced from. */
  BOUNCED,
  /** Asked too lately. */
  QUIET_PERIOD;

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such reason
   */
  public static NotSent of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /**
   * What is known at the instant of decision.
   *
   * @param sinceSuch since the last survey of this sort was sent to the customer, null if never
   * @param sinceAny since any survey was, null if never
   */
  record Situation(
      boolean active,
      boolean excluded,
      boolean reopened,
      boolean alreadySent,
      boolean alreadyRated,
      boolean optedOut,
      boolean hasAddress,
      boolean reachable,
      @Nullable Duration sinceSuch,
      Duration quietForSuch,
      @Nullable Duration sinceAny,
      Duration quietForAny) {}

  /** The first reason not to ask, or none. */
  static Optional<NotSent> reason(Situation now) {
    if (!now.active) return Optional.of(SWITCHED_OFF);
    if (now.excluded) return Optional.of(EXCLUDED);
    if (now.reopened) return Optional.of(REOPENED);
    if (now.alreadySent) return Optional.of(ALREADY_SENT);
    if (now.alreadyRated) return Optional.of(ALREADY_RATED);
    if (now.optedOut) return Optional.of(OPTED_OUT);
    if (!now.hasAddress) return Optional.of(NO_ADDRESS);
    if (!now.reachable) return Optional.of(BOUNCED);
    if (within(now.sinceSuch, now.quietForSuch) || within(now.sinceAny, now.quietForAny))
      return Optional.of(QUIET_PERIOD);
    return Optional.empty();
  }

  private static boolean within(@Nullable Duration since, Duration quiet) {
    return since != null && since.compareTo(quiet) < 0;
  }
}
