package helpdesk.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@WebTest
@ExtendWith(Browser.class)
class FiguresAdminTest {
  private static final String PASSWORD = "a long enough password";
  @Autowired Agents agents;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  Agent administrator;
  Agent manager;

  @BeforeEach
  void hire() {
    administrator = hire(Role.ADMINISTRATOR);
    manager = hire(Role.MANAGER);
  }

  /** The newest check of all is the invented one, until it is taken away. */
  @AfterEach
  void forget() {
    jdbc.sql("DELETE FROM job WHERE kind = 'metrics-check' AND jsonb_exists(detail, 'invented')")
        .update();
  }

  @Test
  void whatTheNightFoundIsToldToWhoeverLeadsUntilTheNextNightFindsNothing(Browser.Windows windows) {
    String address = "http://localhost:" + port;
    Visitor visitor = new Visitor(port).signIn(manager.email().value(), PASSWORD);
    assertThat(visitor.get("/admin/figures").statusCode()).isEqualTo(403);
    checked(3, 1);
    assertThat(visitor.get("/dashboard").body())
        .contains("3 tickets and 1 day")
        .doesNotContain("href=\"/admin/figures\"");

    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    Page page =
        windows.signIn(Browser.Look.DESKTOP, address, administrator.email().value(), PASSWORD);
    page.navigate(address + "/dashboard");
    page.locator("#trouble a").click();
    assertThat(page.locator("#trouble")).containsText("3 tickets and 1 day");
    assertThat(page.locator("#checked tbody tr").first()).containsText("Nightly check");
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
    Browser.shoot(page, "figures-trouble-1440");
    page.navigate(address + "/dashboard");
    Browser.assertAccessible(page);
    Browser.shoot(page, "dashboard-trouble-1440");

    checked(0, 0);
    assertThat(visitor.get("/dashboard").body()).doesNotContain("id=\"trouble\"");
  }

  @Test
  void everythingIsComputedAnewWhenAnAdministratorSaysSoTwice(Browser.Windows windows) {
    String address = "http://localhost:" + port;
    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    Page page =
        windows.signIn(
            Browser.Look.PHONE.inTheDark(), address, administrator.email().value(), PASSWORD);
    page.navigate(address + "/admin/figures");
    assertThat(page.locator("#rebuild")).isHidden();
    page.locator("#anew summary").click();
    page.locator("#rebuild").click();
    assertThat(page.locator("#checked tbody tr").first()).containsText("Computed anew");
    assertThat(page.locator("#checked tbody tr").first()).containsText("Done");
    assertThat(page.locator("#anew")).isVisible();
    Browser.shoot(page, "figures-390-dark");
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
  }

  @Test
  void theHistoryOfAnotherDeskIsTakenLineByLineAndWhatIsRefusedSaysWhy(Browser.Windows windows) {
    String address = "http://localhost:" + port;
    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    Page page =
        windows.signIn(Browser.Look.DESKTOP, address, administrator.email().value(), PASSWORD);
    page.navigate(address + "/admin/import/history");
    Browser.assertAccessible(page);
    page.locator("#file")
        .setInputFiles(
            new FilePayload(
                "old.jsonl",
                "application/x-ndjson",
                "{\"nonsense\": true}\nno json at all\n".getBytes(StandardCharsets.UTF_8)));
    page.locator("#source").fill("old-" + UUID.randomUUID().toString().substring(0, 8));
    page.locator("main form button[type=submit]").click();
    assertThat(page.locator("#state")).hasText("Done");
    assertThat(page.locator("#n-read")).hasText("2");
    assertThat(page.locator("#n-refused")).hasText("2");
    assertThat(page.locator("#refused tbody tr")).hasCount(2);
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
    Browser.shoot(page, "history-job-1440");
    page.locator("header.page-head a").click();
    assertThat(page.locator("tbody tr").first()).containsText("old-");
    Browser.assertAccessible(page);
    Browser.shoot(page, "history-1440");
  }

  private void checked(int tickets, int days) {
    jdbc.sql(
            """
            INSERT INTO job (id, kind, state, detail, created_at, finished_at)
            VALUES (nextval('job_id_seq'), 'metrics-check', 'done',
                    jsonb_build_object('tickets', :tickets, 'days', :days, 'invented', true), :at, :at)
            """)
        .param("tickets", tickets)
        .param("days", days)
        .param("at", java.time.OffsetDateTime.parse("2026-11-20T02:31:00Z"))
        .update();
  }

  private Agent hire(Role role) {
    EmailAddress address = new EmailAddress(UUID.randomUUID() + "@desk.example");
    return agents.create(address, "Amina Yusuf", role, PASSWORD);
  }
}
