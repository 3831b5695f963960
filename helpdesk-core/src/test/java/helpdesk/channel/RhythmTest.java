package helpdesk.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

  /** A Thursday, four in the afternoon in Madrid. */
  private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

  /** Ten an hour from nine to five on working days. */
  private static Rhythm office() {
    Map<Instant, Integer> hours = new HashMap<>();
    for (int back = 1; back <= 24 * 35; back++) {
      Instant hour = NOW.minus(Duration.ofHours(back));
      var local = hour.atZone(MADRID);
      boolean works = local.getDayOfWeek().getValue() <= 5;
      if (works && local.getHour() >= 9 && local.getHour() < 17) hours.put(hour, 10);
    }
    return Rhythm.of(hours, NOW, MADRID);
  }

  @Test
  void anHourWithoutMailInTheMiddleOfAWorkingDayIsUnusual() {
    assertThat(office().between(NOW.minus(Duration.ofHours(1)), NOW)).isEqualTo(10);
    assertThat(office().unusual(NOW.minus(Duration.ofHours(1)), NOW)).isTrue();
    assertThat(office().unusual(NOW.minus(Duration.ofMinutes(50)), NOW))
        .as("less than an hour is never called silence")
        .isFalse();
  }

  @Test
  void aNightAndAWeekendAreQuietAsUsual() {
    Instant fridayEvening = Instant.parse("2026-11-20T16:00:00Z");
    Instant mondayMorning = Instant.parse("2026-11-23T08:30:00Z");
    assertThat(office().unusual(fridayEvening, mondayMorning)).isFalse();
    assertThat(office().unusual(fridayEvening, mondayMorning.plus(Duration.ofHours(1)))).isTrue();
  }

  @Test
  void aMailboxWithLittleMailMaySayNothingForLong() {
    Map<Instant, Integer> one = new HashMap<>();
    for (int week = 0; week < 5; week++) one.put(NOW.minus(Duration.ofDays(7L * week + 1)), 1);
    Rhythm rhythm = Rhythm.of(one, NOW, MADRID);

    assertThat(rhythm.week()).isEqualTo(1);
    assertThat(rhythm.unusual(NOW.minus(Duration.ofDays(5)), NOW)).isFalse();
  }

  @Test
  void oneHolidayOrOneFloodChangesNothing() {
    Map<Instant, Integer> hours = new HashMap<>();
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    int[] weeks = {0, 10, 10, 500};
    for (int week = 0; week < 4; week++) {
      hours.put(yesterday.minus(Duration.ofDays(7L * week)), weeks[week]);
    }
    assertThat(Rhythm.of(hours, NOW, MADRID).at(yesterday)).isEqualTo(10);
  }
}
