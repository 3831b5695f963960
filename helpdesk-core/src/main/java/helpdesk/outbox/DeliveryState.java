package helpdesk.outbox;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far something that leaves the house has got. */
public enum DeliveryState {
  /** Waits for its first try. */
  QUEUED,
  /** The next server has it. */
  SENT,
  /** A try did not succeed; another follows. */
  DEFERRED,
  /** The next server took it, and it came back. */
  BOUNCED,
  /** Given up: a person has to look. */
  FAILED;

  private static final Set<DeliveryState> AGAIN = EnumSet.of(DEFERRED, BOUNCED, FAILED);

  /** The stored word. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a person may ask for another try. */
  public boolean canBeSentAgain() {
    return AGAIN.contains(this);
  }

  /**
   * @throws IllegalArgumentException if there is no such state
   */
  public static DeliveryState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
