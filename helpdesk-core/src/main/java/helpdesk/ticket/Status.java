package helpdesk.ticket;

import java.util.Locale;
import java.util.Set;

/** Where a ticket stands. Shown as New, Open, Waiting on customer, On hold, Solved, Closed. */
public enum Status {
  NEW,
  OPEN,
  PENDING,
  ON_HOLD,
  RESOLVED,
  CLOSED;

  /** Every status in which somebody still owes somebody something. */
  public static final Set<Status> LIVE = Set.of(NEW, OPEN, PENDING, ON_HOLD);

  /** Resolved or closed. */
  public boolean terminal() {
    return this == RESOLVED || this == CLOSED;
  }

  /**
   * Whether a ticket may go from this to that by an agent's hand. Closed is final, nothing becomes
   * new again.
   */
  public boolean canBecome(Status next) {
    return this != CLOSED && next != NEW && next != this;
  }

  /** The stored word, such as {@code on_hold}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such status
   */
  public static Status of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
