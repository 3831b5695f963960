package helpdesk.channel;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;

/**
 * How many messages usually come in each hour of the week: the median of the last four weeks, so
 * that one holiday or one flood changes little.
 */
public final class Rhythm {
  /** How many weeks it is learned from. */
  public static final int WEEKS = 4;

  /** A silence is none before it has lasted so long. */
  static final Duration SHORTEST_SILENCE = Duration.ofHours(1);

  /** A silence in which so many messages would have come is no accident: one in 400 at most. */
  static final double MISSED_AT_LEAST = 6;

  private static final int HOURS = 24;
  private final ZoneId zone;
  private final double[] usual;

  private Rhythm(ZoneId zone, double[] usual) {
    this.zone = zone;
    this.usual = usual;
  }

  /**
   * @param hours how many messages came in the hours that had any, by the beginning of the hour
   * @param now the end of the last week that it is learned from
   */
  static Rhythm of(Map<Instant, Integer> hours, Instant now, ZoneId zone) {
    double[] usual = new double[DayOfWeek.values().length * HOURS];
    ZonedDateTime end = now.atZone(zone).truncatedTo(ChronoUnit.HOURS);
    for (int back = 1; back <= usual.length; back++) {
      ZonedDateTime hour = end.minusHours(back);
      double[] weeks = new double[WEEKS];
      for (int week = 0; week < WEEKS; week++) {
        weeks[week] = hours.getOrDefault(hour.minusWeeks(week).toInstant(), 0);
      }
      Arrays.sort(weeks);
      usual[slot(hour)] = (weeks[WEEKS / 2 - 1] + weeks[WEEKS / 2]) / 2;
    }
    return new Rhythm(zone, usual);
  }

  /** How many usually come in the hour of the week that this instant lies in. */
  public double at(Instant instant) {
    return usual[slot(instant.atZone(zone))];
  }

  /** How many usually come in each hour of the day that this instant lies in, 24 numbers. */
  public double[] day(Instant instant) {
    int first = slot(instant.atZone(zone).truncatedTo(ChronoUnit.DAYS));
    return Arrays.copyOfRange(usual, first, first + HOURS);
  }

  /** How many usually come in a week. */
  public double week() {
    return Arrays.stream(usual).sum();
  }

  /** How many would usually have come between these two. */
  double between(Instant from, Instant to) {
    double sum = 0;
    Instant at = from;
    while (at.isBefore(to)) {
      Instant next = at.atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
      Instant end = next.isBefore(to) ? next : to;
      sum += at(at) * Duration.between(at, end).toSeconds() / Duration.ofHours(1).toSeconds();
      at = end;
    }
    return sum;
  }

  /** Whether a silence since then is much longer than usual. */
  boolean unusual(Instant lastMessage, Instant now) {
    return Duration.between(lastMessage, now).compareTo(SHORTEST_SILENCE) >= 0
        && between(lastMessage, now) >= MISSED_AT_LEAST;
  }

  private static int slot(ZonedDateTime time) {
    return (time.getDayOfWeek().getValue() - 1) * HOURS + time.getHour();
  }
}
