package helpdesk.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
  void holidaysAreShownTickedAndKeptWithoutScriptAndNothingTypedIsLost() {
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    Map<String, String> fields = new HashMap<>();
    fields.put("name", "Bakery");
    fields.put("zone", "Europe/Stockholm");
    fields.put("opens-5", "22:00");
    fields.put("closes-5", "02:00");
    fields.put("date", (thisYear() + 1) + "-12-25");
    fields.put("date-opens", "08:00");
    fields.put("date-closes", "10:00");
    fields.put("date-name", "Fresh saffron buns");
    fields.put("country", "se");
    fields.put("do", "holidays");

    String shown = visitor.post("/admin/hours/new", "/admin/hours/new", fields).body();

    assertThat(shown)
        .contains("Good Friday", "Fresh saffron buns", "22:00", "until 02:00 on Saturday");
    assertThat(calendars.all()).noneMatch(c -> c.name().equals("Bakery"));

    String nationalDay = (thisYear() + 1) + "-06-06";
    fields.put("holiday", nationalDay + " National Day");
    fields.put("do", "take");
    String taken = visitor.post("/admin/hours/new", "/admin/hours/new", fields).body();
    assertThat(taken).contains("value=\"" + nationalDay + "\"", "Fresh saffron buns");

    fields.remove("do");
    visitor.post("/admin/hours/new", "/admin/hours/new", fields);
    OpeningHours kept = calendars.hours(find("Bakery"));
    assertThat(kept.dates())
        .containsEntry(LocalDate.parse(nationalDay), List.of())
        .containsEntry(LocalDate.of(thisYear() + 1, 12, 25), List.of(Hours.of("08:00", "10:00")));
    assertThat(kept.names()).containsEntry(LocalDate.parse(nationalDay), "National Day");
  }

  @Test
  void aChangeOfALaterDayIsShownAsPlannedAndCanBeTakenBack() {
    CalendarId id = calendars.create("Later", OpeningHours.office(STOCKHOLM));
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    String path = "/admin/hours/" + id;
    Map<String, String> fields = new HashMap<>();
    fields.put("name", "Later");
    fields.put("zone", "Europe/Stockholm");
    fields.put("opens-1", "07:00");
    fields.put("closes-1", "12:00");
    fields.put("from", "2020-01-01");
    assertThat(visitor.post(path, path, fields).statusCode()).isEqualTo(422);
    fields.put("from", (thisYear() + 1) + "-02-01");
    visitor.post(path, path, fields);

    assertThat(calendars.hours(id)).isEqualTo(OpeningHours.office(STOCKHOLM));
    assertThat(visitor.get(path).body()).contains("planned", "07:00–12:00", "09:00–18:00");
    long plan = calendars.versions(id, 5).get(0).id();
    visitor.post(path, path + "/versions/" + plan + "/withdrawal", Map.of());
    assertThat(calendars.versions(id, 5)).hasSize(1);
    assertThat(
            visitor.post(path, path + "/versions/" + plan + "/withdrawal", Map.of()).statusCode())
        .isEqualTo(409);
  }

  @Test
  @ExtendWith(Browser.class)
  void thePageSaysAtOnceWhatTheHoursMeanAndWorksByKeyboard(Windows windows) {
    String address = "http://localhost:" + port;
    Page page = windows.signIn(Look.DESKTOP, address, boss.email().value(), PASSWORD);
    page.navigate(address + "/admin/hours/new");
    assertThat(page.locator("#hours-preview").textContent()).contains("23:10", "Monday");
    page.locator("[name=opens-6]").first().fill("20:00");
    page.locator("[name=closes-6]").first().fill("03:00");
    assertThat(page.locator("#night-6")).hasText("Runs past midnight, until 03:00 on Sunday");
    assertThat(page.locator("#hours-preview")).containsText("Sunday");

    page.locator("#more-2").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("[name=opens-2]")).hasCount(3);
    assertThat(page.locator("#more-2")).isFocused();
    assertThat(page.locator("[name=opens-6]").first()).hasValue("20:00");

    page.locator("#country").selectOption("de");
    page.locator("#show-holidays").focus();
    page.keyboard().press("Enter");
    page.locator("#region").selectOption("by");
    page.locator("#show-holidays").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("[name=holiday][value$='Corpus Christi']")).isChecked();
    page.locator("[name=holiday][value$='Corpus Christi']").press("Space");
    page.locator("#take-holidays").press("Enter");
    assertThat(page.locator("[name=date-name]").first()).not().hasValue("");

    page.locator("#name").fill("By keyboard");
    page.keyboard().press("Enter");
    page.waitForURL("**/admin/hours");
    OpeningHours kept = calendars.hours(find("By keyboard"));
    assertThat(kept.weekly().get(DayOfWeek.SATURDAY)).containsExactly(Hours.of("20:00", "03:00"));
    assertThat(kept.names().values()).contains("All Saints").doesNotContain("Corpus Christi");
  }

  private static int thisYear() {
    return LocalDate.now(STOCKHOLM).getYear();
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
    Map<DayOfWeek, List<Hours>> week = new HashMap<>(office.weekly());
    week.put(DayOfWeek.FRIDAY, List.of(Hours.of("09:00", "12:00"), Hours.of("22:00", "06:00")));
    Map<LocalDate, String> names = Map.of(LocalDate.of(2031, 12, 25), "Christmas");
    OpeningHours nights = new OpeningHours(STOCKHOLM, week, dates, names);
    calendars.change(id, "Night shift", nights);
    calendars.change(id, "Night shift", office, LocalDate.of(thisYear() + 1, 2, 1));
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
      page.locator("#country").selectOption("de");
      page.locator("#show-holidays").click();
      page.locator("#region").selectOption("by");
      page.locator("#show-holidays").click();
      assertThat(page.locator("[name=holiday]").first()).isVisible();
      assertThat(page.locator("[name=holiday][value*='-05-']").first()).isVisible();
      page.locator(".hours-versions summary").nth(1).click();
      // what the bar on top half covers is no target
      page.evaluate("document.querySelector('#name').scrollIntoView({block: 'center'})");
      Browser.assertAccessible(page);
      Browser.assertNothingOverflows(page);
      page.evaluate("document.querySelector('#more-dates').scrollIntoView()");
      Browser.shoot(page, "hours-holidays-" + name);
      page.evaluate("document.querySelector('#more-7').scrollIntoView()");
      Browser.shoot(page, "hours-preview-" + name);
      page.locator(".hours-versions").scrollIntoViewIfNeeded();
      page.keyboard().press("End");
      Browser.shoot(page, "hours-versions-" + name);
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
