package helpdesk.metrics.formula;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the tickets made a day unusual (docs/metrics.md, B.1): the one that lies farthest
 * from its own median of the days that are compared with, in the direction in which the whole went.
 *
 * @param part its name, such as a tag
 * @param n how many it had on the day
 * @param usual its median on the other days
 */
public record SpikeCause(String part, long n, double usual) {
  /** How many more than usual, fewer if it is negative. */
  public double excess() {
    return n - usual;
  }

  /**
   * The part of one day that explains it, null where none went the same way.
   *
   * @param day how many each part had
   * @param before the same of the days that are compared with; what is missing had none
   */
  public static @Nullable SpikeCause of(
      VolumeSpike.Kind kind, Map<String, Long> day, Collection<Map<String, Long>> before) {
    if (kind == VolumeSpike.Kind.NORMAL || before.isEmpty()) return null;
    int way = kind == VolumeSpike.Kind.SPIKE ? 1 : -1;
    Set<String> parts = new TreeSet<>(day.keySet());
    before.forEach(other -> parts.addAll(other.keySet()));
    SpikeCause farthest = null;
    for (String part : parts) {
      if (part.isEmpty()) continue; // tickets without a tag explain nothing
      List<Long> usual = before.stream().map(other -> other.getOrDefault(part, 0L)).toList();
      Double median = Sample.of(usual).median();
      if (median == null) continue;
      SpikeCause cause = new SpikeCause(part, day.getOrDefault(part, 0L), median);
      double excess = way * cause.excess();
      if (excess > 0 && (farthest == null || excess > way * farthest.excess())) farthest = cause;
    }
    return farthest;
  }
}
