package helpdesk.journeys;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import helpdesk.HelpdeskApplication;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.sample.Samples;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Camera;
import helpdesk.workspace.Workspaces;
import helpdesktest.TestDatabase;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * Takes pictures of every page of a desk in use, for people to look at: {@code bench/screens.sh}.
 * Prints what is wider than its window or not accessible.
 */
@SpringBootTest(
    classes = HelpdeskApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"helpdesk.setup-required=false", "helpdesk.sample.tickets=900"})
@Import({TestDatabase.class, ScreensStory.class})
@ExtendWith(Browser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensBench {
  private static final EmailAddress ELIN = new EmailAddress("elin@harbour-lane.example");
  private static final String PASSWORD = "a long enough password";
  private static final Map<String, Look> LOOKS =
      Map.of(
          "desktop-light",
          Look.DESKTOP,
          "desktop-dark",
          Look.DESKTOP.inTheDark(),
          "phone-light",
          Look.PHONE,
          "phone-dark",
          Look.PHONE.inTheDark());

  @Autowired Samples samples;
  @Autowired Jobs jobs;
  @Autowired Agents agents;
  @Autowired Workspaces workspaces;
  @Autowired ScreensStory story;
  @LocalServerPort int port;
  private final Camera camera = new Camera();

  @BeforeAll
  void aDeskInUse() {
    workspaces.create("Harbour Lane", ZoneId.of("Europe/Stockholm"), Locale.ENGLISH);
    agents.create(ELIN, "Elin Åkesson", Role.ADMINISTRATOR, PASSWORD);
    long job = samples.load();
    await().atMost(Duration.ofMinutes(3)).until(() -> jobs.find(job), Job::finished);
    story.tell();
  }

  @AfterAll
  void report() {
    camera.report();
  }

  @Test
  void everyPageOfTheStaff(Windows windows) {
    windows.expect("404");
    LOOKS.forEach(
        (name, look) -> {
          Page page = windows.signIn(look, address(""), ELIN.value(), PASSWORD);
          staffPages().forEach((what, path) -> camera.shoot(page, address(path), what, name));
          page.context().close();
        });
  }

  @Test
  void someInSpanishAndSwedish(Windows windows) {
    for (String language : List.of("es", "sv")) {
      Page page = windows.signIn(Look.DESKTOP.in(language), address(""), ELIN.value(), PASSWORD);
      for (String what : List.of("inbox", "ticket", "dashboard", "metric", "inbound", "outbox"))
        camera.shoot(page, address(staffPages().get(what)), what, "desktop-" + language);
    }
  }

  @Test
  void everyPageOfTheCustomers(Windows windows) {
    windows.expect("404");
    LOOKS.forEach(
        (name, look) -> {
          Page page = windows.open(look);
          camera.shoot(page, address("/login"), "login", name);
          story
              .publicPages()
              .forEach((what, path) -> camera.shoot(page, address(path), what, name));
          page.context().close();
        });
  }

  private Map<String, String> staffPages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("inbox", "/inbox");
    pages.put("ticket", "/tickets/" + story.ticket());
    pages.put("ticket-new", "/tickets/new");
    pages.put("customer", "/contacts/" + story.customer());
    pages.put("dashboard", "/dashboard?period=28");
    pages.put("metric", "/dashboard/metrics/first_response_time?period=28");
    pages.put("ratings", "/ratings?show=all");
    pages.put("settings", "/admin");
    pages.put("people", "/admin/agents");
    pages.put("tokens", "/admin/tokens");
    pages.put("mailboxes", "/admin/mailboxes");
    pages.put("mailbox", "/admin/mailboxes/" + story.mailbox());
    pages.put("mailbox-new", "/admin/mailboxes/new");
    pages.put("inbound", "/admin/inbound");
    pages.put("import", "/admin/import");
    pages.put("import-job", "/admin/import/" + story.job());
    pages.put("outbox", "/admin/outbox");
    pages.put("outbox-failed", "/admin/outbox?state=failed");
    pages.put("sample", "/admin/sample");
    pages.put("surveys", "/admin/surveys");
    pages.put("survey-preview", "/admin/surveys/csat/preview");
    pages.put("api", "/admin/api");
    pages.put("not-there", "/nowhere");
    pages.put("no-ticket", "/tickets/999999");
    return pages;
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
