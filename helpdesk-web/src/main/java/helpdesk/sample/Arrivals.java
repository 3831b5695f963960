package helpdesk.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;

/**
 * When customers write: most on Monday, least on Sunday, busiest before noon, a little more each
 * month.
 */
final class Arrivals {
  private static final double[] WEEKDAY = {1.3, 1.12, 1.05, 1.0, 0.95, 0.5, 0.4};
  private static final double[] HOUR = {
    .2, .12, .08, .06, .08, .2, .5, 1.1, 2.2, 3.4, 3.8, 3.5, 2.7, 2.5, 2.7, 2.6, 2.3, 1.9, 1.6, 1.5,
    1.4, 1.1, .7, .4
  };
  private static final double GROWTH_A_DAY = 0.0015;

  private Arrivals() {}

  /**
   * So many instants within the last days before {@code now}, ascending; the same seed gives the
   * same.
   */
  static Instant[] of(int count, int days, Instant now, ZoneId zone, Random random) {
    double[] dayWeights = new double[days + 1];
    LocalDate first = now.atZone(zone).toLocalDate().minusDays(days);
    for (int d = 0; d <= days; d++) {
      double noise = 0.85 + 0.3 * random.nextDouble();
      dayWeights[d] =
          WEEKDAY[first.plusDays(d).getDayOfWeek().ordinal()] * noise * (1 + GROWTH_A_DAY * d);
    }
    Instant[] arrivals = new Instant[count];
    for (int i = 0; i < count; i++) {
      Instant at;
      do {
        LocalDate day = first.plusDays(pick(dayWeights, random));
        int hour = pick(HOUR, random);
        at = day.atTime(hour, random.nextInt(60), random.nextInt(60)).atZone(zone).toInstant();
      } while (!at.isBefore(now));
      arrivals[i] = at;
    }
    Arrays.sort(arrivals);
    return arrivals;
  }

  /** An index, as often as its weight says. */
  static int pick(double[] weights, Random random) {
    double left = random.nextDouble() * Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) return i;
    }
    return weights.length - 1;
  }
}
