package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import java.time.Duration;
import java.util.Collection;

/**
 * Who waited in the queue of a live channel, and how it ended (docs/metrics.md, B.12).
 *
 * @param answered seconds until somebody answered
 * @param abandoned seconds until the customer gave up
 * @param shortAbandoned how many gave up so soon that they count nowhere: a wrong number, a slip
 */
public record QueueWaits(Sample answered, Sample abandoned, long shortAbandoned) {
  /**
   * One call or chat that was queued.
   *
   * @param answered whether somebody answered before the customer gave up
   * @param waited from the queue to either
   */
  public record Contact(boolean answered, Duration waited) {}

  /**
   * @param tooShort who gave up before this is left out
   */
  public static QueueWaits of(Collection<Contact> contacts, Duration tooShort) {
    return new QueueWaits(
        Sample.of(
            contacts.stream().filter(Contact::answered).map(c -> c.waited.toSeconds()).toList()),
        Sample.of(
            contacts.stream()
                .filter(c -> !c.answered && c.waited.compareTo(tooShort) >= 0)
                .map(c -> c.waited.toSeconds())
                .toList()),
        contacts.stream().filter(c -> !c.answered && c.waited.compareTo(tooShort) < 0).count());
  }

  /** How many count. */
  public long offered() {
    return answered.n() + (long) abandoned.n();
  }

  /** The share that gave up. */
  public Figure abandonment() {
    return Figure.share(abandoned.n(), offered());
  }

  /** The share, of all that count, that was answered within so long. */
  public Figure answeredWithin(Duration limit) {
    return Figure.share(answered.within(limit.toSeconds()).hits(), offered());
  }
}
