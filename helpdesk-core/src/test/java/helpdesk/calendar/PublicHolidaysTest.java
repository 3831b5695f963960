package helpdesk.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.calendar.PublicHolidays.Holiday;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The library as we use it: read from the class path, without a network. */
class PublicHolidaysTest {
  private static final Locale SWEDISH = Locale.forLanguageTag("sv");
  private static final Locale SPANISH = Locale.forLanguageTag("es");
  private final PublicHolidays holidays = new PublicHolidays();

  @Test
  void countriesAreNamedInTheReadersLanguage() {
    assertThat(holidays.countries(SPANISH))
        .contains(new PublicHolidays.Area("se", "Suecia"), new PublicHolidays.Area("es", "España"))
        .hasSizeGreaterThan(100);
  }

  @Test
  void holidaysFollowEasterAndTheReadersLanguage() {
    List<Holiday> spring =
        holidays.between("se", "", LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31), SWEDISH);
    assertThat(spring)
        .containsExactly(
            new Holiday(LocalDate.of(2027, 3, 26), "Långfredag"),
            new Holiday(LocalDate.of(2027, 3, 28), "Påskdagen"),
            new Holiday(LocalDate.of(2027, 3, 29), "Annandag påsk"));
    assertThat(of("es", "", SPANISH))
        .contains(new Holiday(LocalDate.of(2027, 1, 6), "Epifanía del Señor"));
  }

  @Test
  void whereTheLibraryDoesNotSpeakTheLanguageItSpeaksEnglishAndNotTheServersLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(SWEDISH);
    try {
      assertThat(of("se", "", Locale.forLanguageTag("fi")))
          .contains(new Holiday(LocalDate.of(2027, 1, 6), "Epiphany"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRegionAddsItsOwn() {
    Holiday corpusChristi = new Holiday(LocalDate.of(2027, 5, 27), "Corpus Christi");
    assertThat(holidays.regions("de", Locale.ENGLISH))
        .contains(new PublicHolidays.Area("by", "Bavaria"));
    assertThat(of("de", "", Locale.ENGLISH)).doesNotContain(corpusChristi);
    assertThat(of("de", "by", Locale.ENGLISH)).contains(corpusChristi);
    assertThat(of("de", "nowhere", Locale.ENGLISH)).isEqualTo(of("de", "", Locale.ENGLISH));
  }

  @Test
  void aCountryThatIsNotKnownHasNone() {
    assertThat(of("xx", "", Locale.ENGLISH)).isEmpty();
    assertThat(of("../etc", "", Locale.ENGLISH)).isEmpty();
    assertThat(holidays.regions("", Locale.ENGLISH)).isEmpty();
  }

  private List<Holiday> of(String country, String region, Locale reader) {
    return holidays.between(
        country, region, LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31), reader);
  }
}
