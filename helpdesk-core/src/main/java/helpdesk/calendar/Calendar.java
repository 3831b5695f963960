package helpdesk.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Working hours that may change: each version is in force from its instant until the next one, so a
 * change never rewrites the past (docs/metrics.md, "Business time").
 */
public final class Calendar {
  private final List<Version> versions;

  private Calendar(List<Version> versions) {
    this.versions = versions;
  }

  /** A calendar that never changed. */
  public static Calendar of(
      ZoneId zone,
      Map<DayOfWeek, List<Hours>> weekly,
      Set<LocalDate> holidays,
      Map<LocalDate, List<Hours>> special) {
    return new Calendar(List.of(new Version(null, zone, weekly, holidays, special)));
  }

  /**
   * A calendar with its history.
   *
   * @throws IllegalArgumentException unless there is a first version without a beginning and the
   *     others begin one after the other
   */
  public static Calendar of(List<Version> versions) {
    if (versions.isEmpty()) throw new IllegalArgumentException("A calendar needs a version");
    for (int i = 0; i < versions.size(); i++) {
      Instant from = versions.get(i).validFrom;
      Instant before = i == 0 ? null : versions.get(i - 1).validFrom;
      boolean inOrder =
          i == 0 ? from == null : from != null && (before == null || before.isBefore(from));
      if (!inOrder) throw new IllegalArgumentException("Versions are not in order");
    }
    return new Calendar(List.copyOf(versions));
  }

  List<Version> versions() {
    return versions;
  }

  /** Hours that hold from an instant on. */
  public static final class Version {
    private final @Nullable Instant validFrom;
    private final ZoneId zone;
    private final Map<DayOfWeek, OpenTimes> weekdays = new EnumMap<>(DayOfWeek.class);
    private final NavigableMap<Long, OpenTimes> exceptions = new TreeMap<>();
    private final long week;

    /**
     * @param validFrom null for the first version
     * @param zone whose wall clock the hours are read from
     * @param weekly openings by the weekday on which they start; a missing day has none
     * @param holidays dates that are closed from 00:00 to 24:00
     * @param special dates with hours of their own, which may not run overnight; they win over a
     *     holiday
     * @throws IllegalArgumentException if special hours run past midnight
     */
    public Version(
        @Nullable Instant validFrom,
        ZoneId zone,
        Map<DayOfWeek, List<Hours>> weekly,
        Set<LocalDate> holidays,
        Map<LocalDate, List<Hours>> special) {
      this.validFrom = validFrom;
      this.zone = zone;
      for (DayOfWeek day : DayOfWeek.values()) weekdays.put(day, ordinary(weekly, day));
      week = weekdays.values().stream().mapToLong(OpenTimes::total).sum();
      for (LocalDate date : holidays) exceptions.put(date.toEpochDay(), OpenTimes.CLOSED);
      new HashMap<>(special)
          .forEach((date, hours) -> exceptions.put(date.toEpochDay(), extraordinary(hours)));
    }

    @Nullable Instant validFrom() {
      return validFrom;
    }

    ZoneId zone() {
      return zone;
    }

    /** When that date is open. */
    OpenTimes on(long epochDay) {
      OpenTimes exception = exceptions.get(epochDay);
      return exception == null ? ordinary(epochDay) : exception;
    }

    /** Open seconds of whole dates, without looking at each: weeks repeat, exceptions are few. */
    long wholeDays(long fromDay, long toDay) {
      long weeks = (toDay - fromDay) / 7;
      long sum = weeks * week;
      for (long day = fromDay + weeks * 7; day < toDay; day++) sum += ordinary(day).total();
      for (Map.Entry<Long, OpenTimes> e : exceptions.subMap(fromDay, toDay).entrySet()) {
        sum += e.getValue().total() - ordinary(e.getKey()).total();
      }
      return sum;
    }

    private OpenTimes ordinary(long epochDay) {
      OpenTimes times = weekdays.get(LocalDate.ofEpochDay(epochDay).getDayOfWeek());
      return times == null ? OpenTimes.CLOSED : times;
    }

    /** The day's own openings up to midnight, and what the night before left over. */
    private static OpenTimes ordinary(Map<DayOfWeek, List<Hours>> weekly, DayOfWeek day) {
      List<OpenTimes.Window> windows = new ArrayList<>();
      for (Hours hours : weekly.getOrDefault(day, List.of())) {
        long to = hours.overnight() ? OpenTimes.DAY : hours.closesAt() * 60L;
        windows.add(new OpenTimes.Window(hours.opensAt() * 60L, to));
      }
      for (Hours hours : weekly.getOrDefault(day.minus(1), List.of())) {
        if (hours.overnight() && hours.closesAt() > 0)
          windows.add(new OpenTimes.Window(0, hours.closesAt() * 60L));
      }
      return OpenTimes.union(windows);
    }

    private static OpenTimes extraordinary(List<Hours> some) {
      List<OpenTimes.Window> windows = new ArrayList<>();
      for (Hours hours : some) {
        if (hours.overnight())
          throw new IllegalArgumentException("Special hours may not run past midnight");
        windows.add(new OpenTimes.Window(hours.opensAt() * 60L, hours.closesAt() * 60L));
      }
      return OpenTimes.union(windows);
    }
  }
}
