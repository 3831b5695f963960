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
  void aChangeOfADayToComeHoldsFromItsMidnightOn() {
    CalendarId id = calendars.create("Planned", OpeningHours.office(STOCKHOLM));
    Instant midnight = Instant.parse("2026-11-30T23:00:00Z");
    Instant tomorrow = TUESDAY_NOON.plus(Duration.ofDays(1));

    calendars.change(id, "Planned", shop(), LocalDate.of(2026, 12, 1));

    assertThat(calendars.hours(id)).isEqualTo(OpeningHours.office(STOCKHOLM));
    assertThat(calendars.byId(id).versions()).hasSize(2);
    assertThat(calendars.versions(id, 5).get(0))
        .isEqualTo(
            new Calendars.Version(calendars.versions(id, 5).get(0).id(), midnight, null, shop()));
    assertThat(BusinessTime.isOpen(calendars.byId(id), tomorrow)).isTrue();
    clock.set(midnight);
    assertThat(calendars.hours(id)).isEqualTo(shop());
  }

  @Test
  void aChangeOfNowLeavesWhatIsPlanned() {
    CalendarId id = calendars.create("Both", OpeningHours.office(STOCKHOLM));
    OpeningHours never = new OpeningHours(STOCKHOLM, Map.of(), new TreeMap<>());
    calendars.change(id, "Both", shop(), LocalDate.of(2026, 12, 1));
    calendars.byId(id); // read once, so that a stale answer would be seen below
    calendars.change(id, "Both", never);

    assertThat(calendars.hours(id)).isEqualTo(never);
    assertThat(calendars.byId(id).versions()).hasSize(3);
    assertThat(BusinessTime.opening(calendars.byId(id), TUESDAY_NOON))
        .as("closed until the plan holds, and then until Friday evening")
        .contains(Instant.parse("2026-12-04T21:00:00Z"));
  }

  @Test
  void aPlanIsReplacedOrTakenBackUntilItHolds() {
    CalendarId id = calendars.create("Undecided", OpeningHours.office(STOCKHOLM));
    LocalDate december = LocalDate.of(2026, 12, 1);
    OpeningHours never = new OpeningHours(STOCKHOLM, Map.of(), new TreeMap<>());
    calendars.change(id, "Undecided", shop(), december);
    calendars.change(id, "Undecided", never, december);
    assertThat(calendars.versions(id, 5)).hasSize(2);
    Calendars.Version plan = calendars.versions(id, 5).get(0);
    assertThat(plan.hours()).isEqualTo(never);
    assertThat(calendars.byId(id).versions()).hasSize(2);

    calendars.withdraw(id, plan.id());
    assertThat(calendars.byId(id).versions()).hasSize(1);
    calendars.change(id, "Undecided", shop(), december);
    long held = calendars.versions(id, 5).get(0).id();
    clock.set(Instant.parse("2026-12-01T08:00:00Z"));
    assertThatThrownBy(() -> calendars.withdraw(id, held)).isInstanceOf(DomainException.class);
    assertThat(calendars.hours(id)).isEqualTo(shop());
  }

  @Test
  void aChangeCannotCountFromADayThatHasBegun() {
    CalendarId id = calendars.create("Late", OpeningHours.office(STOCKHOLM));
    assertThatThrownBy(() -> calendars.change(id, "Late", shop(), LocalDate.of(2026, 11, 24)))
        .isInstanceOf(DomainException.class);
    assertThat(calendars.hours(id)).isEqualTo(OpeningHours.office(STOCKHOLM));
  }

  @Test
  void datesKeepTheirNames() {
    OpeningHours plain = shop();
    LocalDate christmas = LocalDate.of(2026, 12, 25);
    OpeningHours named =
        new OpeningHours(STOCKHOLM, plain.weekly(), plain.dates(), Map.of(christmas, "Juldagen"));
    CalendarId id = calendars.create("Named", named);
    assertThat(calendars.hours(id)).isEqualTo(named);
    assertThat(calendars.hours(id).names()).containsEntry(christmas, "Juldagen");
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
