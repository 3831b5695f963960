package helpdesk.metrics.formula;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a day is out of the ordinary (docs/metrics.md, B.1): how far it lies from the median of
 * the same weekday before, in robust standard deviations. Their floor is that of a Poisson count,
 * so that a quiet queue or one that never varied raises no alarm over a handful.
 *
 * @param median of the days it is compared with; null, like the rest, where those are too few
 * @param deviation the scale, 1.4826 times the median absolute deviation or the floor
 * @param z distance from the median by the scale
 */
public record VolumeSpike(
    @Nullable Double median, @Nullable Double deviation, @Nullable Double z, @Nullable Kind kind) {
  private static final int FEWEST = 4;
  private static final double NORMAL_CONSISTENT = 1.4826;
  private static final double FAR = 3;
  private static final double WORTH_TELLING = 5;

  /** What the day is. */
  public enum Kind {
    NORMAL,
    SPIKE,
    DROP
  }

  /**
   * @param before the same weekday in the weeks before, null where that day is not comparable (a
   *     holiday, or marked as unusual)
   */
  public static VolumeSpike of(double day, Collection<? extends @Nullable Number> before) {
    Sample baseline = Sample.of(before);
    Double median = baseline.median();
    if (median == null || baseline.n() < FEWEST) return new VolumeSpike(null, null, null, null);
    List<Double> distances =
        before.stream()
            .filter(Objects::nonNull)
            .map(value -> Math.abs(value.doubleValue() - median))
            .toList();
    double typical = Objects.requireNonNull(Sample.of(distances).median());
    double deviation = Math.max(NORMAL_CONSISTENT * typical, Math.sqrt(Math.max(median, 1)));
    double z = (day - median) / deviation;
    boolean telling = Math.abs(z) >= FAR && Math.abs(day - median) >= WORTH_TELLING;
    Kind kind = !telling ? Kind.NORMAL : z > 0 ? Kind.SPIKE : Kind.DROP;
    return new VolumeSpike(median, deviation, z, kind);
  }
}
