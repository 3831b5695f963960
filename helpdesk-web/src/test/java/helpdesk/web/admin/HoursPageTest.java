package helpdesk.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.calendar.Hours;
import helpdesk.calendar.OpeningHours;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class HoursPageTest {
  private static final String PASSWORD = "a quiet harbour";
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  @Autowired Calendars calendars;
  @Autowired Agents agents;
  @LocalServerPort int port;
  Agent boss;

  @BeforeEach
  void hire() {
    boss = hire(Role.ADMINISTRATOR);
  }

  @Test
  void onlyAdministratorsChangeTheHours() {
    Visitor agent = new Visitor(port).signIn(hire(Role.AGENT).email().value(), PASSWORD);
    assertThat(agent.get("/admin/hours").statusCode()).isEqualTo(403);
  }

  @Test
  void hoursAreWrittenDownWithoutScriptAndWhatMakesNoSenseIsNotKept() {
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    Map<String, String> fields = new HashMap<>();
    fields.put("name", "Weekend crew");
    fields.put("zone", "Europe/Madrid");
    fields.put("opens-6", "10:00");
    fields.put("closes-6", "00:00");
    fields.put("date", "2031-12-25");
    fields.put("date-opens", "");
    fields.put("date-closes", "");

    visitor.post("/admin/hours/new", "/admin/hours/new", fields);

    CalendarId id = find("Weekend crew");
    OpeningHours hours = calendars.hours(id);
    assertThat(hours.zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
    assertThat(hours.weekly()).containsOnlyKeys(DayOfWeek.SATURDAY);
    assertThat(hours.dates()).containsOnlyKeys(LocalDate.of(2031, 12, 25));
    assertThat(visitor.get("/admin/hours").body()).contains("Weekend crew", "10:00–00:00");

    fields.put("closes-6", "");
    assertThat(visitor.post("/admin/hours/" + id, "/admin/hours/" + id, fields).statusCode())
        .isEqualTo(422);
    assertThat(calendars.hours(id)).isEqualTo(hours);
  }

  @Test
  @ExtendWith(Browser.class)
  void theHoursLookCalmOnScreenAndPhone(Windows windows) {
    OpeningHours office = OpeningHours.office(STOCKHOLM);
    calendars.seed("Harbour Lane", STOCKHOLM);
    CalendarId id = calendars.create("Night shift", office);
    var dates = new java.util.TreeMap<LocalDate, List<Hours>>();
    dates.put(LocalDate.of(2031, 12, 24), List.of(Hours.of("09:00", "12:00")));
    dates.put(LocalDate.of(2031, 12, 25), List.of());
    calendars.change(id, "Night shift", new OpeningHours(STOCKHOLM, office.weekly(), dates));
    String address = "http://localhost:" + port;
    for (Look look :
        List.of(
            Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE.in("sv"), Look.PHONE.inTheDark())) {
      String name = look.width() + (look.dark() ? "-dark" : "");
      Page page = windows.signIn(look, address, boss.email().value(), PASSWORD);
      page.navigate(address + "/admin/hours");
      Browser.shoot(page, "hours-list-" + name);
      Browser.assertNothingOverflows(page);
      page.navigate(address + "/admin/hours/" + id);
      Browser.shoot(page, "hours-edit-" + name);
      Browser.assertAccessible(page);
      Browser.assertNothingOverflows(page);
    }
  }

  private CalendarId find(String name) {
    return calendars.all().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Agent hire(Role role) {
    EmailAddress email = new EmailAddress("h-" + UUID.randomUUID() + "@desk.example");
    return agents.create(email, "Amina", role, PASSWORD);
  }
}
