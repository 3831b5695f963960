package helpdesk.web.dashboard;

import helpdesk.metrics.breach.Breach;
import helpdesk.sla.SlaSpent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broken promise, and where its time went as parts of a bar.
 *
 * @param late how much later it was kept, or is by now, in words; null if nobody waits any longer
 */
public record BreachView(Breach breach, @Nullable String late, List<Slice> slices) {
  /**
   * A part of the time.
   *
   * @param key whose time it was, as part of a message key
   * @param x where its part of the bar begins, in percent
   * @param width how wide that is, in percent
   */
  public record Slice(String key, String tone, String length, double x, double width) {}

  static BreachView of(Breach breach, Instant now, Words words) {
    Duration late = breach.late(now);
    return new BreachView(
        breach,
        late == null ? null : words.duration((double) late.toSeconds()),
        slices(breach.spent(), words));
  }

  private static List<Slice> slices(SlaSpent spent, Words words) {
    List<Slice> slices = new ArrayList<>();
    add(slices, "queue", "bad", spent.queue(), spent, words);
    add(slices, "agent", "k1", spent.agent(), spent, words);
    add(slices, "customer", "k2", spent.customer(), spent, words);
    add(slices, "third", "n", spent.thirdParty(), spent, words);
    return slices;
  }

  private static void add(
      List<Slice> slices, String key, String tone, Duration length, SlaSpent all, Words words) {
    if (length.isZero()) return;
    Slice before = slices.isEmpty() ? null : slices.get(slices.size() - 1);
    double x = before == null ? 0 : before.x + before.width;
    double width = 100.0 * length.toSeconds() / all.total().toSeconds();
    slices.add(new Slice(key, tone, words.duration((double) length.toSeconds()), x, width));
  }
}
