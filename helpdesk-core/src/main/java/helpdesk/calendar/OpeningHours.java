package helpdesk.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar says at one time: the hours of a week, and dates that are otherwise.
 *
 * @param zone whose wall clock the hours are read from
 * @param weekly openings by the weekday on which they start; a missing day has none
 * @param dates dates with hours of their own instead; without any the date is closed
 * @param names what some of these dates are called, such as a public holiday
 */
public record OpeningHours(
    ZoneId zone,
    Map<DayOfWeek, List<Hours>> weekly,
    NavigableMap<LocalDate, List<Hours>> dates,
    Map<LocalDate, String> names) {
  private static final Hours OFFICE = Hours.of("09:00", "18:00");

  /** Copies the maps, and leaves out names of dates that are like any other. */
  public OpeningHours {
    weekly = Map.copyOf(weekly);
    dates = Collections.unmodifiableNavigableMap(new TreeMap<>(dates));
    Map<LocalDate, String> kept = new HashMap<>(names);
    kept.keySet().retainAll(dates.keySet());
    names = Map.copyOf(kept);
  }

  /** Hours whose dates have no names. */
  public OpeningHours(
      ZoneId zone, Map<DayOfWeek, List<Hours>> weekly, NavigableMap<LocalDate, List<Hours>> dates) {
    this(zone, weekly, dates, Map.of());
  }

  /** Monday to Friday, nine to six. */
  public static OpeningHours office(ZoneId zone) {
    Map<DayOfWeek, List<Hours>> weekly = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= DayOfWeek.FRIDAY.getValue()) weekly.put(day, List.of(OFFICE));
    }
    return new OpeningHours(zone, weekly, new TreeMap<>());
  }

  /** Whether there is any opening in an ordinary week. */
  public boolean everOpen() {
    return weekly.values().stream().anyMatch(hours -> !hours.isEmpty());
  }

  /**
   * A calendar that says nothing else, to try them out with.
   *
   * @throws IllegalArgumentException if the hours of a date run past midnight
   */
  public Calendar calendar() {
    return Calendar.of(List.of(version(null)));
  }

  /**
   * The same as a version of a calendar.
   *
   * @throws IllegalArgumentException if the hours of a date run past midnight
   */
  Calendar.Version version(@Nullable Instant validFrom) {
    Set<LocalDate> holidays = new TreeSet<>();
    Map<LocalDate, List<Hours>> special = new TreeMap<>();
    dates.forEach(
        (date, hours) -> {
          if (hours.isEmpty()) holidays.add(date);
          else special.put(date, hours);
        });
    return new Calendar.Version(validFrom, zone, weekly, holidays, special);
  }
}
