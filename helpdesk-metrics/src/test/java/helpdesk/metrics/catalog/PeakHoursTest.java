package helpdesk.metrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeakHoursTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  @Test
  void anHourOfTheWeekIsDividedByTheDatesOfThatWeekdayInThePeriod() {
    // Thursday the 1st to Thursday the 8th: two Thursdays, one of each other day
    PeakHours peaks = peaks("2026-01-01", "2026-01-09", Map.of("2026-01-01T09:15:00Z", 5L));
    assertThat(peaks.count(DayOfWeek.THURSDAY, 10)).isEqualTo(5);
    assertThat(peaks.mean(DayOfWeek.THURSDAY, 10)).isEqualTo(2.5);
    assertThat(peaks.mean(DayOfWeek.FRIDAY, 10)).isZero();
    assertThat(peaks("2026-01-01", "2026-01-02", Map.of()).mean(DayOfWeek.FRIDAY, 0)).isNull();
  }

  @Test
  void theHourThatTheClocksRepeatHasBothPassesAndTheOneTheySkipHasNothing() {
    PeakHours autumn =
        peaks(
            "2026-10-25",
            "2026-10-26",
            Map.of("2026-10-25T00:30:00Z", 2L, "2026-10-25T01:30:00Z", 3L));
    assertThat(autumn.count(DayOfWeek.SUNDAY, 2)).isEqualTo(5);
    PeakHours spring =
        peaks(
            "2026-03-29",
            "2026-03-30",
            Map.of("2026-03-29T00:45:00Z", 2L, "2026-03-29T01:00:00Z", 3L));
    assertThat(spring.count(DayOfWeek.SUNDAY, 1)).isEqualTo(2);
    assertThat(spring.count(DayOfWeek.SUNDAY, 2)).isZero();
    assertThat(spring.count(DayOfWeek.SUNDAY, 3)).isEqualTo(3);
  }

  private static PeakHours peaks(String from, String to, Map<String, Long> quarters) {
    Map<Instant, Long> counts = new HashMap<>();
    quarters.forEach((at, n) -> counts.put(Instant.parse(at), n));
    Window window = Window.ofDates(LocalDate.parse(from), LocalDate.parse(to), MADRID);
    return PeakHours.of(counts, window, MADRID);
  }
}
