package helpdesk.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:52:08Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T23:00:00Z");

  @Test
  void aDateIsWrittenAsItsReaderWritesItAndTheClockHas24Hours() {
    Instant afternoon = Instant.parse("2026-03-12T14:05:00Z");

    assertThat(times("en").dated(afternoon)).isEqualTo("12 March 2026, 15:05");
    assertThat(times("es").dated(afternoon)).isEqualTo("12 de marzo de 2026, 15:05");
    assertThat(times("sv").dated(afternoon)).isEqualTo("12 mars 2026, 15:05");
  }

  @Test
  void aSpanWithinOneDayOfTheDesksZoneNamesTheDayOnce() {
    assertThat(times("en").dated(MIDNIGHT, NOW)).isEqualTo("22 November 2026, 00:00 – 10:52");
    assertThat(times("sv").dated(Instant.parse("2026-11-15T23:00:00Z"), NOW))
        .isEqualTo("16 november 2026, 00:00 – 22 november 2026, 10:52");
  }

  @Test
  void aListIsAsBriefAsItCanBe() {
    assertThat(times("en").moment(NOW)).isEqualTo("10:52");
    assertThat(times("en").moment(Instant.parse("2026-11-20T08:00:00Z"))).isEqualTo("Fri 09:00");
    assertThat(times("es").moment(Instant.parse("2026-03-12T14:05:00Z"))).isEqualTo("12 mar 15:05");
    assertThat(times("en").moment(Instant.parse("2025-03-12T14:05:00Z")))
        .isEqualTo("12 Mar 2025 15:05");
  }

  @Test
  void whatIsToComeNamesItsDayUnlessThatIsTodayAndALengthIsExact() {
    Instant monday = Instant.parse("2026-11-23T08:00:00Z");
    assertThat(times("en").ahead(NOW.plusSeconds(3600))).isEqualTo("11:52");
    assertThat(times("en").ahead(monday)).isEqualTo("Mon 23 Nov 09:00");
    assertThat(times("en").until(monday)).isEqualTo("22 h 7 min");
    assertThat(times("en").until(monday.plusSeconds(86_400))).isEqualTo("1 d 22 h");
    assertThat(times("en").over(NOW.minusSeconds(86_400))).isEqualTo("1 d");
    assertThat(Times.length(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
    assertThat(Times.length(Duration.ofHours(120))).isEqualTo("120 h");
    assertThat(Times.length(Duration.ofSeconds(59))).isEqualTo("0 min");
  }

  private static Times times(String language) {
    return new Times(ZoneId.of("Europe/Stockholm"), Locale.forLanguageTag(language), NOW);
  }
}
