package helpdesk.web.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
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
import helpdesk.web.Visitor;
import helpdesk.workspace.Workspaces;
import helpdesktest.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages that set several figures side by side, over the invented shop. */
@SpringBootTest(
    classes = HelpdeskApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"helpdesk.setup-required=false", "helpdesk.sample.tickets=1200"})
@Import(TestDatabase.class)
@ExtendWith(Browser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightPagesTest {
  private static final EmailAddress MONA = new EmailAddress("mona@insight.example");
  private static final EmailAddress ALVA = new EmailAddress("alva@insight.example");
  private static final String PASSWORD = "a long enough password";
  private static final List<String> PAGES =
      List.of("volume", "speed", "team", "bottlenecks", "tags", "linked");
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
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  @BeforeAll
  void aDeskInUse() {
    if (workspaces.find().isEmpty())
      workspaces.create("Harbour Lane", ZoneId.of("Europe/Stockholm"), Locale.ENGLISH);
    agents.create(MONA, "Mona Ek", Role.MANAGER, PASSWORD);
    agents.create(ALVA, "Alva Lind", Role.AGENT, PASSWORD);
    long job = samples.load();
    await().atMost(Duration.ofMinutes(3)).until(() -> jobs.find(job), Job::finished);
    await()
        .until(
            () ->
                jdbc.sql(
                        "SELECT count(*) FROM ticket t WHERE NOT EXISTS (SELECT FROM ticket_fact f"
                            + " WHERE f.ticket_id = t.id)")
                    .query(Long.class)
                    .single(),
            n -> n == 0);
  }

  @Test
  void everyPageLooksAsItShould(Windows windows) {
    Camera camera = new Camera();
    LOOKS.forEach(
        (look, size) -> {
          Page page = signIn(windows, size);
          camera.shoot(page, address("/dashboard?period=28"), "i-dashboard", look);
          for (String what : PAGES)
            camera.shoot(page, address("/dashboard/" + what + "?period=90"), "i-" + what, look);
          camera.shoot(page, address("/dashboard/team?period=90&sort=csat"), "i-team-csat", look);
          page.context().close();
        });
    camera.requireNothingNoted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"volume", "speed", "team", "bottlenecks", "tags", "linked"})
  void aPageFollowsTheAddressAndHasSomethingToSayOfNothing(String what) {
    Visitor mona = new Visitor(port).signIn(MONA.value(), PASSWORD);
    for (String asked :
        List.of(
            "",
            "?period=today",
            "?period=90&channel=email&clock=business",
            "?period=7&tag=no-such-tag&compare=none",
            "?from=2001-01-01&until=2001-02-01",
            "?from=2024-01-01&until=2031-12-31&priority=high")) {
      HttpResponse<String> page = mona.get("/dashboard/" + what + asked);
      assertThat(page.statusCode()).as(what + asked).isEqualTo(200);
      assertThat(page.body()).as(what + asked).contains("<h1", "class=\"insights\"");
    }
    assertThat(mona.get("/dashboard/" + what + "?channel=pigeon").statusCode()).isEqualTo(422);
    Visitor alva = new Visitor(port).signIn(ALVA.value(), PASSWORD);
    assertThat(alva.get("/dashboard/" + what).statusCode()).isEqualTo(403);
  }

  @Test
  void aNumberLeadsToExactlyThoseTickets(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    for (String from :
        List.of(
            "/dashboard/team?period=90|#team-members tbody tr td:nth-child(3) a",
            "/dashboard/team?period=90|#team-members tbody tr td:nth-child(2) a",
            "/dashboard/tags?period=90|#tags-trend tbody tr td:nth-child(2) a",
            "/dashboard/bottlenecks?period=90|#bottlenecks-tag tbody tr td:nth-child(2) a")) {
      page.navigate(address(from.substring(0, from.indexOf('|'))));
      Locator link = page.locator(from.substring(from.indexOf('|') + 1)).first();
      int told = number(link.innerText());
      link.click();
      page.waitForURL("**/dashboard/metrics/**");
      assertThat(number(page.locator("#figure .val").innerText())).as(from).isEqualTo(told);
    }
  }

  @Test
  void theDaysOfTheVolumeAreTheTicketsReceived(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/volume?period=28"));
    page.locator("#volume-days-table summary").click();
    List<String> days = page.locator("#volume-days tbody td:nth-child(2)").allInnerTexts();
    assertThat(days).hasSize(28);
    int sum = days.stream().mapToInt(InsightPagesTest::number).sum();
    page.navigate(address("/dashboard/metrics/tickets_created?period=28"));
    assertThat(number(page.locator("#figure .val").innerText())).isEqualTo(sum);
  }

  @Test
  void theTeamMayBeOrderedByLoadAndTheFilterStays(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/team?period=90&channel=email"));
    page.locator("a[href*='sort=load']").click();
    page.waitForURL("**sort=load");
    assertThat(page.url()).contains("channel=email", "period=90");
    List<Integer> open =
        page.locator("#team-members tbody td:nth-child(2)").allInnerTexts().stream()
            .map(InsightPagesTest::number)
            .toList();
    assertThat(open).hasSizeGreaterThan(1);
    assertThat(open).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void anotherFigureIsChosenToBeComparedWith(Windows windows) {
    Page page = signIn(windows, Look.DESKTOP);
    page.navigate(address("/dashboard/linked?period=90"));
    page.selectOption("#metric", "tickets_created");
    page.locator("main form button.primary").last().click();
    page.waitForURL("**metric=tickets_created**");
    assertThat(page.locator("#linked-metrics")).containsText("Compared with: ");
    assertThat(page.locator("#linked-metrics")).containsText("Going together is not causing.");
    assertThat(page.url()).contains("period=90");
  }

  private Page signIn(Windows windows, Look look) {
    windows.expect("/favicon.ico");
    return windows.signIn(look, address(""), MONA.value(), PASSWORD);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("[^0-9]", ""));
  }
}
