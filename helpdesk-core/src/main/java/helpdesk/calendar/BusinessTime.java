package helpdesk.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures time within working hours, exactly: an instant is business time if and only if the wall
 * clock of the calendar's zone, read at that instant, is within an opening of its date. Daylight
 * saving needs no special case: readings that are skipped do not exist, readings that are repeated
 * count each time. Between two changes of the zone's offset local time is plain arithmetic, so a
 * span is cut there and nothing is ever counted second by second (docs/metrics.md, "Business
 * time").
 */
public final class BusinessTime {
  /** How far ahead a deadline is looked for. */
  public static final Duration HORIZON = Duration.ofDays(1830);

  private BusinessTime() {}

  /**
   * The business time in {@code [start, end)}, in whole seconds; never negative.
   *
   * @param calendar null counts every second
   */
  public static Duration between(@Nullable Calendar calendar, Instant start, Instant end) {
    return Duration.ofSeconds(seconds(calendar, start.getEpochSecond(), end.getEpochSecond()));
  }

  /** The same in epoch seconds, for whoever measures many spans. */
  public static long seconds(@Nullable Calendar calendar, long start, long end) {
    if (end <= start) return 0;
    if (calendar == null) return end - start;
    long sum = 0;
    for (Piece piece : pieces(calendar, start, end)) sum += piece.open();
    return sum;
  }

  /**
   * The earliest instant at which so much business time has passed since the start: a target that
   * is used up exactly at closing time is due at closing, not at the next opening.
   *
   * @return empty if there is no such instant within {@link #HORIZON}: the calendar is never open
   */
  public static Optional<Instant> add(
      @Nullable Calendar calendar, Instant start, Duration business) {
    long left = business.toSeconds();
    if (left <= 0) return Optional.of(start);
    if (calendar == null) return Optional.of(start.plusSeconds(left));
    long from = start.getEpochSecond();
    for (Piece piece : pieces(calendar, from, from + HORIZON.toSeconds())) {
      long open = piece.open();
      if (open >= left) return Optional.of(Instant.ofEpochSecond(piece.after(left)));
      left -= open;
    }
    return Optional.empty();
  }

  /** Whether it is business time at that instant. */
  public static boolean isOpen(@Nullable Calendar calendar, Instant at) {
    return seconds(calendar, at.getEpochSecond(), at.getEpochSecond() + 1) == 1;
  }

  /**
   * The instant itself if it is business time, else when that begins next.
   *
   * @return empty if that is not within {@link #HORIZON}
   */
  public static Optional<Instant> opening(@Nullable Calendar calendar, Instant at) {
    return add(calendar, at, Duration.ofSeconds(1)).map(first -> first.minusSeconds(1));
  }

  /** The span, cut wherever another version or another offset begins. */
  private static List<Piece> pieces(Calendar calendar, long start, long end) {
    List<Piece> pieces = new ArrayList<>(2);
    List<Calendar.Version> versions = calendar.versions();
    for (int i = 0; i < versions.size(); i++) {
      Calendar.Version version = versions.get(i);
      Instant from = version.validFrom();
      Instant until = i + 1 < versions.size() ? versions.get(i + 1).validFrom() : null;
      long a = from == null ? start : Math.max(start, from.getEpochSecond());
      long b = until == null ? end : Math.min(end, until.getEpochSecond());
      if (a < b) cutAtOffsets(version, a, b, pieces);
    }
    return pieces;
  }

  private static void cutAtOffsets(
      Calendar.Version version, long start, long end, List<Piece> pieces) {
    ZoneRules rules = version.zone().getRules();
    long a = start;
    while (a < end) {
      Instant here = Instant.ofEpochSecond(a);
      ZoneOffsetTransition next = rules.nextTransition(here);
      long b = next == null ? end : Math.min(end, next.toEpochSecond());
      pieces.add(new Piece(version, a, b, rules.getOffset(here).getTotalSeconds()));
      a = b;
    }
  }

  /** A span within one version and one offset. */
  private record Piece(Calendar.Version version, long start, long end, int offset) {
    long open() {
      long from = start + offset;
      long to = end + offset;
      long firstDay = Math.floorDiv(from, OpenTimes.DAY);
      long lastDay = Math.floorDiv(to, OpenTimes.DAY);
      if (firstDay == lastDay) return part(firstDay, from, to);
      return part(firstDay, from, to)
          + version.wholeDays(firstDay + 1, lastDay)
          + part(lastDay, from, to);
    }

    /** The instant at which so many open seconds of this piece have passed; there are as many. */
    long after(long seconds) {
      long left = seconds;
      long from = start + offset;
      for (long day = Math.floorDiv(from, OpenTimes.DAY); ; day++) {
        long midnight = day * OpenTimes.DAY;
        for (OpenTimes.Window window : version.on(day).windows()) {
          long a = Math.max(from, midnight + window.from());
          long open = Math.max(0, midnight + window.to() - a);
          if (open >= left) return a + left - offset;
          left -= open;
        }
      }
    }

    private long part(long day, long from, long to) {
      long midnight = day * OpenTimes.DAY;
      return version.on(day).between(from - midnight, to - midnight);
    }
  }
}
