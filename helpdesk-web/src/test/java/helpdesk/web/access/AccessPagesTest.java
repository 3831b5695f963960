package helpdesk.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import helpdesk.agent.Agents;
import helpdesk.agent.ApiTokens;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
@ExtendWith(Browser.class)
class AccessPagesTest {
  private static final String ADMIN = "access-admin@desk.example";
  private static final String PASSWORD = "a long enough password";
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([^<]+)<");
  @Autowired Agents agents;
  @Autowired ApiTokens tokens;
  @LocalServerPort int port;

  @BeforeEach
  void admin() {
    agent(ADMIN, Role.ADMINISTRATOR);
  }

  @Test
  void aTokenIsShownOnceWorksAndCanBeRevoked() {
    Visitor admin = new Visitor(port).signIn(ADMIN, PASSWORD);
    HttpResponse<String> made =
        admin.post(
            "/admin/tokens", "/admin/tokens", Map.of("name", "Shop", "scopes", "tickets:read"));
    assertThat(made.statusCode()).isEqualTo(201);
    Matcher secret = SECRET.matcher(made.body());
    assertThat(secret.find()).isTrue();
    ApiTokens.ApiToken token = tokens.find(secret.group(1)).orElseThrow();
    assertThat(token.scopes()).containsExactly("tickets:read");
    assertThat(admin.get("/admin/tokens").body()).contains("Shop").doesNotContain(secret.group(1));
    admin.post("/admin/tokens", "/admin/tokens/" + token.id() + "/revocation", Map.of());
    assertThat(tokens.find(secret.group(1))).isEmpty();
    assertThat(admin.post("/admin/tokens", "/admin/tokens", Map.of("name", "Nothing")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void theSettingsLeadToEachPage() {
    assertThat(new Visitor(port).signIn(ADMIN, PASSWORD).get("/admin").body())
        .contains("/admin/agents", "/admin/tokens", "/admin/api");
  }

  @Test
  void anAgentWhoIsDeactivatedIsSignedOutAtOnce() {
    agent("leaver@desk.example", Role.AGENT);
    Visitor leaver = new Visitor(port).signIn("leaver@desk.example", PASSWORD);
    assertThat(leaver.get("/admin/agents").statusCode()).isEqualTo(403);
    Visitor admin = new Visitor(port).signIn(ADMIN, PASSWORD);
    String id =
        agents.byEmail(new EmailAddress("leaver@desk.example")).orElseThrow().id().toString();
    admin.post("/admin/agents", "/admin/agents/" + id + "/activity", Map.of("active", "false"));
    assertThat(leaver.get("/admin/agents").statusCode()).isEqualTo(302);
    assertThat(agents.authenticate(new EmailAddress("leaver@desk.example"), PASSWORD)).isEmpty();
  }

  @Test
  void peopleAndTeamsAreAddedAndAFaultIsSaidOnThePage() {
    Visitor admin = new Visitor(port).signIn(ADMIN, PASSWORD);
    Map<String, String> form =
        Map.of("name", "Nils", "email", "nils@desk.example", "role", "MANAGER", "password", "");
    assertThat(admin.post("/admin/agents", "/admin/agents", form).statusCode()).isEqualTo(302);
    HttpResponse<String> twice = admin.post("/admin/agents", "/admin/agents", form);
    assertThat(twice.statusCode()).isEqualTo(422);
    assertThat(twice.body()).contains("There is already an agent with this address.");
    admin.post("/admin/agents", "/admin/agents/teams", Map.of("name", "Warehouse"));
    assertThat(admin.get("/admin/agents").body()).contains("Warehouse", "nils@desk.example");
  }

  @Test
  void thePagesAreAccessibleAndFitInEveryLook(Browser.Windows windows) {
    // Where one lands after signing in is another test's business.
    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    String address = "http://localhost:" + port;
    for (Browser.Look look :
        new Browser.Look[] {
          Browser.Look.DESKTOP, Browser.Look.PHONE, Browser.Look.DESKTOP.inTheDark()
        }) {
      Page page = windows.signIn(look, address, ADMIN, PASSWORD);
      for (String path : new String[] {"tokens", "agents", "api"}) {
        page.navigate(address + "/admin/" + path);
        if (path.equals("api")) page.click("#listTickets > summary");
        Browser.assertNothingOverflows(page);
        Browser.assertAccessible(page);
        Browser.shoot(page, "access-" + path + "-" + look.width() + (look.dark() ? "-dark" : ""));
      }
    }
  }

  private void agent(String email, Role role) {
    EmailAddress address = new EmailAddress(email);
    if (agents.byEmail(address).isEmpty()) agents.create(address, "Access " + role, role, PASSWORD);
  }
}
