package helpdesk.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every calendar and every span, tried on many that chance made from a seed. */
class BusinessTimeTest {
  private static final List<String> ZONES =
      List.of(
          "Europe/Madrid",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kolkata",
          "America/St_Johns",
          "Africa/Casablanca",
          "America/Santiago", // changes its clocks at midnight
          "Pacific/Apia",
          "UTC");
  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SECONDS_OF_YEAR = 365 * 86_400L;
  private final Random random = new Random(20_261_122);

  @Test
  void splittingASpanNeverChangesTheSum() {
    for (int n = 0; n < 2_000; n++) {
      Calendar calendar = anyCalendar();
      Instant a = anyInstant();
      Instant c = a.plusSeconds(random.nextInt(60 * 86_400));
      Instant b = a.plusSeconds(random.nextLong(c.getEpochSecond() - a.getEpochSecond() + 1));
      assertThat(BusinessTime.between(calendar, a, b).plus(BusinessTime.between(calendar, b, c)))
          .isEqualTo(BusinessTime.between(calendar, a, c));
    }
  }

  @Test
  void theDeadlineIsTheEarliestInstantAtWhichTheDurationHasPassed() {
    for (int n = 0; n < 2_000; n++) {
      Calendar calendar = anyCalendar();
      Instant start = anyInstant();
      Duration target = Duration.ofSeconds(1 + random.nextInt(20 * 86_400));
      BusinessTime.add(calendar, start, target)
          .ifPresent(
              due -> {
                assertThat(BusinessTime.between(calendar, start, due)).isEqualTo(target);
                assertThat(BusinessTime.between(calendar, start, due.minusSeconds(1)))
                    .isEqualTo(target.minusSeconds(1));
              });
    }
  }

  @Test
  void aDeadlineAfterADeadlineIsTheDeadlineOfBoth() {
    for (int n = 0; n < 2_000; n++) {
      Calendar calendar = anyCalendar();
      Instant start = anyInstant();
      Duration one = Duration.ofSeconds(random.nextInt(5 * 86_400));
      Duration other = Duration.ofSeconds(1 + random.nextInt(5 * 86_400));
      BusinessTime.add(calendar, start, one)
          .flatMap(due -> BusinessTime.add(calendar, due, other))
          .ifPresent(
              due -> assertThat(BusinessTime.add(calendar, start, one.plus(other))).contains(due));
    }
  }

  @Test
  void whatIsMeasuredUpToAnOpenSecondIsDueAtThatSecond() {
    int open = 0;
    for (int n = 0; n < 2_000; n++) {
      Calendar calendar = anyCalendar();
      Instant start = anyInstant();
      Instant end = start.plusSeconds(1 + random.nextInt(20 * 86_400));
      if (!BusinessTime.isOpen(calendar, end.minusSeconds(1))) continue;
      assertThat(BusinessTime.add(calendar, start, BusinessTime.between(calendar, start, end)))
          .contains(end);
      open++;
    }
    assertThat(open).isGreaterThan(400);
  }

  @Test
  void aChangeMidwayCountsBothHoursEachInItsTime() {
    for (int n = 0; n < 1_000; n++) {
      Calendar.Version before = anyVersion(null);
      Instant change = anyInstant();
      Calendar.Version after = anyVersion(change);
      Instant start = change.minusSeconds(random.nextInt(20 * 86_400));
      Instant end = change.plusSeconds(random.nextInt(20 * 86_400));
      Calendar alone = Calendar.of(List.of(before));
      Calendar both = Calendar.of(List.of(before, after));
      assertThat(BusinessTime.between(both, start, change))
          .as("what was measured before the change")
          .isEqualTo(BusinessTime.between(alone, start, change));
      assertThat(BusinessTime.between(both, start, end))
          .isEqualTo(
              BusinessTime.between(alone, start, change)
                  .plus(BusinessTime.between(both, change, end)));
    }
  }

  @Test
  void aNightShiftLastsAsLongAsTheClocksSay() {
    Calendar howe = nights("Australia/Lord_Howe", Set.of());
    assertThat(night(howe, "Australia/Lord_Howe", LocalDate.of(2026, 10, 3)))
        .as("clocks go forward by half an hour")
        .isEqualTo(Duration.ofMinutes(8 * 60 - 30));
    assertThat(night(howe, "Australia/Lord_Howe", LocalDate.of(2026, 4, 4)))
        .as("and back by half an hour")
        .isEqualTo(Duration.ofMinutes(8 * 60 + 30));
    Calendar madrid = nights("Europe/Madrid", Set.of(LocalDate.of(2026, 10, 25)));
    assertThat(night(madrid, "Europe/Madrid", LocalDate.of(2026, 3, 28)))
        .isEqualTo(Duration.ofHours(7));
    assertThat(night(madrid, "Europe/Madrid", LocalDate.of(2026, 10, 24)))
        .as("the holiday cuts it at midnight")
        .isEqualTo(Duration.ofHours(2));
    assertThat(night(madrid, "Europe/Madrid", LocalDate.of(2026, 10, 25)))
        .as("the night of the holiday counts from midnight on")
        .isEqualTo(Duration.ofHours(6));
  }

  /** Every night from 22 to 6. */
  private static Calendar nights(String zone, Set<LocalDate> holidays) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) week.put(day, List.of(Hours.of("22:00", "06:00")));
    return Calendar.of(ZoneId.of(zone), week, holidays, Map.of());
  }

  /** What is open from noon of that day to noon of the next. */
  private static Duration night(Calendar calendar, String zone, LocalDate evening) {
    ZonedDateTime noon = evening.atTime(12, 0).atZone(ZoneId.of(zone));
    return BusinessTime.between(calendar, noon.toInstant(), noon.plusDays(1).toInstant());
  }

  @Test
  void aSpanIsTheNumberOfItsSecondsWhoseWallClockReadsOpen() {
    for (int n = 0; n < 200; n++) {
      ZoneId zone = anyZone();
      Map<DayOfWeek, List<Hours>> weekly = anyWeek();
      Instant start = aroundAChange(zone);
      LocalDate day = LocalDate.ofInstant(start, zone);
      Set<LocalDate> holidays = random.nextBoolean() ? Set.of(day.plusDays(1)) : Set.of();
      Map<LocalDate, List<Hours>> special =
          random.nextBoolean() ? Map.of(day, List.of(Hours.of("01:30", "14:00"))) : Map.of();
      Calendar calendar = Calendar.of(zone, weekly, holidays, special);
      Instant end = start.plusSeconds(random.nextInt(2 * 86_400));
      long counted = 0;
      // openings are whole minutes and no zone moves by less, so a minute is open or closed whole
      for (Instant t = start; t.isBefore(end); t = t.plusSeconds(60)) {
        if (open(t.atZone(zone), weekly, holidays, special)) {
          counted += Math.min(60, Duration.between(t, end).toSeconds());
        }
      }
      assertThat(BusinessTime.between(calendar, start, end).toSeconds()).isEqualTo(counted);
    }
  }

  @Test
  void withoutACalendarEverySecondCounts() {
    Instant end = YEAR.plusSeconds(100_000);
    assertThat(BusinessTime.between(null, YEAR, end)).isEqualTo(Duration.ofSeconds(100_000));
    assertThat(BusinessTime.between(null, end, YEAR)).isEqualTo(Duration.ZERO);
    assertThat(BusinessTime.add(null, YEAR, Duration.ofSeconds(100_000))).contains(end);
  }

  @Test
  void aCalendarThatIsNeverOpenHasNoDeadline() {
    Calendar closed = Calendar.of(ZoneId.of("UTC"), Map.of(), Set.of(), Map.of());
    assertThat(BusinessTime.add(closed, YEAR, Duration.ofSeconds(1))).isEmpty();
    assertThat(BusinessTime.add(closed, YEAR, Duration.ZERO)).contains(YEAR);
  }

  @Test
  void impossibleHoursAreRefused() {
    assertThatThrownBy(() -> Hours.of("09:00", "09:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hours.of("24:00", "09:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Calendar.of(
                    ZoneId.of("UTC"),
                    Map.of(),
                    Set.of(),
                    Map.of(LocalDate.of(2026, 5, 1), List.of(Hours.of("22:00", "06:00")))))
        .hasMessageContaining("midnight");
  }

  private static boolean open(
      ZonedDateTime at,
      Map<DayOfWeek, List<Hours>> weekly,
      Set<LocalDate> holidays,
      Map<LocalDate, List<Hours>> special) {
    int minute = at.getHour() * 60 + at.getMinute();
    List<Hours> instead = special.get(at.toLocalDate());
    if (instead != null)
      return instead.stream().anyMatch(h -> minute >= h.opensAt() && minute < h.closesAt());
    if (holidays.contains(at.toLocalDate())) return false;
    DayOfWeek day = at.getDayOfWeek();
    boolean today =
        weekly.getOrDefault(day, List.of()).stream()
            .anyMatch(h -> minute >= h.opensAt() && (h.overnight() || minute < h.closesAt()));
    boolean lastNight =
        weekly.getOrDefault(day.minus(1), List.of()).stream()
            .anyMatch(h -> h.overnight() && minute < h.closesAt());
    return today || lastNight;
  }

  private Calendar anyCalendar() {
    Calendar.Version first = anyVersion(null);
    if (random.nextInt(3) > 0) return Calendar.of(List.of(first));
    return Calendar.of(List.of(first, anyVersion(anyInstant())));
  }

  private Calendar.Version anyVersion(@Nullable Instant from) {
    return new Calendar.Version(from, anyZone(), anyWeek(), anyHolidays(), anySpecial());
  }

  private Map<DayOfWeek, List<Hours>> anyWeek() {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Hours> openings = new ArrayList<>();
      for (int n = random.nextInt(3); n > 0; n--) {
        int from = random.nextInt(1_440);
        int to = 1 + random.nextInt(1_440);
        if (from != to) openings.add(new Hours(from, to));
      }
      week.put(day, openings);
    }
    return week;
  }

  private Set<LocalDate> anyHolidays() {
    Set<LocalDate> holidays = new HashSet<>();
    for (int n = 0; n < 8; n++) holidays.add(anyDate());
    return holidays;
  }

  private Map<LocalDate, List<Hours>> anySpecial() {
    Map<LocalDate, List<Hours>> special = new HashMap<>();
    for (int n = 0; n < 4; n++) special.put(anyDate(), List.of(Hours.of("10:00", "14:00")));
    return special;
  }

  private LocalDate anyDate() {
    return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
  }

  private ZoneId anyZone() {
    return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  }

  private Instant anyInstant() {
    return YEAR.plusSeconds(random.nextLong(SECONDS_OF_YEAR));
  }

  /** Near a change of the clocks where the zone has one, on a whole minute. */
  private Instant aroundAChange(ZoneId zone) {
    var next = zone.getRules().nextTransition(anyInstant());
    Instant near = next == null ? anyInstant() : next.getInstant().minusSeconds(86_400);
    return Instant.ofEpochSecond(near.getEpochSecond() / 60 * 60);
  }
}
