package helpdesk.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import helpdesk.shared.DomainException;
import helpdesktest.DatabaseTest;
import helpdesktest.SettableClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@DatabaseTest
@Import(CalendarsTest.StoppedClock.class)
class CalendarsTest {
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final Instant TUESDAY_NOON = Instant.parse("2026-11-24T11:00:00Z");
  @Autowired Calendars calendars;
  @Autowired SettableClock clock;

  @TestConfiguration(proxyBeanMethods = false)
  static class StoppedClock {
    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(TUESDAY_NOON);
    }
  }

  @BeforeEach
  void noon() {
    clock.set(TUESDAY_NOON);
  }

  @Test
  void theDefaultIsMondayToFridayNineToSixInTheWorkspacesZone() {
    calendars.seed("Harbour Lane", STOCKHOLM);
    calendars.seed("Harbour Lane", STOCKHOLM);
    assertThat(calendars.all().stream().filter(Calendars.Named::isDefault)).hasSize(1);
    Calendar calendar = calendars.byId(null);
    Instant monday = Instant.parse("2026-11-22T23:00:00Z");
    assertThat(BusinessTime.between(calendar, monday, monday.plus(Duration.ofDays(7))))
        .isEqualTo(Duration.ofHours(45));
    assertThat(BusinessTime.isOpen(calendar, Instant.parse("2026-11-23T08:00:00Z"))).isTrue();
    assertThat(BusinessTime.isOpen(calendar, Instant.parse("2026-11-23T07:59:59Z"))).isFalse();
  }

  @Test
  void whatIsKeptIsReadBackAsItWas() {
    OpeningHours hours = shop();
    CalendarId id = calendars.create("Shop", hours);
    assertThat(calendars.hours(id)).isEqualTo(hours);
    assertThat(calendars.all()).contains(new Calendars.Named(id, "Shop", false));
    Calendar calendar = calendars.byId(id);
    assertThat(BusinessTime.opening(calendar, Instant.parse("2026-12-24T12:00:00Z")))
        .as("Christmas is closed, the day after has hours of its own")
        .contains(Instant.parse("2026-12-26T11:00:00Z"));
  }

  @Test
  void aChangeHoldsFromNowOnAndLeavesThePastAsItWas() {
    CalendarId id = calendars.create("Changing", OpeningHours.office(STOCKHOLM));
    Instant dayBefore = TUESDAY_NOON.minus(Duration.ofDays(1));
    Duration measured = BusinessTime.between(calendars.byId(id), dayBefore, TUESDAY_NOON);

    calendars.change(id, "Changed", shop());
    clock.set(TUESDAY_NOON.plusSeconds(1));
    calendars.change(id, "Changed", OpeningHours.office(STOCKHOLM));

    assertThat(BusinessTime.between(calendars.byId(id), dayBefore, TUESDAY_NOON))
        .isEqualTo(measured);
    assertThat(calendars.byId(id).versions()).hasSize(3);
  }

  @Test
  void twoChangesOfOneSecondAreBothKept() {
    CalendarId id = calendars.create("Hasty", OpeningHours.office(STOCKHOLM));
    calendars.change(id, "Hasty", shop());
    calendars.change(id, "Hasty", OpeningHours.office(STOCKHOLM));
    assertThat(calendars.hours(id)).isEqualTo(OpeningHours.office(STOCKHOLM));
    assertThat(calendars.byId(id).versions()).hasSize(3);
  }

  @Test
  void savingWithoutAChangeMakesNoVersion() {
    CalendarId id = calendars.create("Calm", shop());
    calendars.change(id, "Calmer", shop());
    assertThat(calendars.byId(id).versions()).hasSize(1);
    assertThat(calendars.all()).contains(new Calendars.Named(id, "Calmer", false));
  }

  @Test
  void aCalendarNeedsAName() {
    assertThatThrownBy(() -> calendars.create(" ", shop())).isInstanceOf(DomainException.class);
  }

  @Test
  void hoursOfADateThatRunPastMidnightAreRefused() {
    TreeMap<LocalDate, List<Hours>> dates = new TreeMap<>();
    dates.put(LocalDate.of(2026, 12, 31), List.of(Hours.of("20:00", "04:00")));
    OpeningHours party = new OpeningHours(STOCKHOLM, Map.of(), dates);
    assertThatThrownBy(() -> calendars.create("Party", party)).isInstanceOf(DomainException.class);
  }

  private static OpeningHours shop() {
    Map<DayOfWeek, List<Hours>> weekly = new EnumMap<>(DayOfWeek.class);
    weekly.put(DayOfWeek.MONDAY, List.of(Hours.of("09:00", "12:00"), Hours.of("13:00", "17:30")));
    weekly.put(DayOfWeek.FRIDAY, List.of(Hours.of("22:00", "02:00")));
    TreeMap<LocalDate, List<Hours>> dates = new TreeMap<>();
    dates.put(LocalDate.of(2026, 12, 25), List.of());
    dates.put(LocalDate.of(2026, 12, 26), List.of(Hours.of("12:00", "15:00")));
    return new OpeningHours(STOCKHOLM, weekly, dates);
  }
}
