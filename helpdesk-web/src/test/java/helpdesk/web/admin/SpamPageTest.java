package helpdesk.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.spam.SpamRule;
import helpdesk.spam.SpamRules;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class SpamPageTest {
  private static final String PAGE = "/admin/spam";
  @Autowired SpamRules rules;
  @Autowired Agents agents;
  @Autowired DeskStories stories;
  @LocalServerPort int port;
  final String domain = "d" + UUID.randomUUID() + ".example";
  Agent boss;
  Visitor visitor;

  @BeforeEach
  void signIn() {
    EmailAddress address = new EmailAddress("boss-" + UUID.randomUUID() + "@desk.example");
    boss = agents.create(address, "Boss", Role.ADMINISTRATOR, DeskStories.PASSWORD);
    visitor = new Visitor(port).signIn(address.value(), DeskStories.PASSWORD);
  }

  @Test
  void aRuleIsAddedShownWithWhoAddedItAndRemoved() {
    visitor.post(
        PAGE,
        PAGE,
        Map.of("rule", "block.domain", "value", "@" + domain.toUpperCase(java.util.Locale.ROOT)));

    assertThat(visitor.get(PAGE).body()).contains(domain, "Boss,");
    SpamRule rule = rules.find(domain, 5).get(0);
    visitor.post(PAGE, PAGE + "/" + rule.id() + "/removal", Map.of());
    assertThat(rules.find(domain, 5)).isEmpty();
  }

  @Test
  void whatWouldNotWorkOrIsOursIsRefusedAndKeptInTheForm() {
    HttpResponse<String> wrong =
        visitor.post(PAGE, PAGE, Map.of("rule", "block.domain", "value", "not a domain"));
    HttpResponse<String> ours =
        visitor.post(PAGE, PAGE, Map.of("rule", "block.address", "value", boss.email().value()));

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("This is no domain", "not a domain");
    assertThat(ours.body()).contains("one of ours");
    assertThat(visitor.post(PAGE, PAGE, Map.of("rule", "eat.cake", "value", "x")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void onlyAdministratorsSeeTheLists() {
    Agent agent = stories.agent("Amina Yusuf");
    Visitor other = new Visitor(port).signIn(agent.email().value(), DeskStories.PASSWORD);

    assertThat(other.get(PAGE).statusCode()).isEqualTo(403);
  }

  @Test
  @ExtendWith(Browser.class)
  void thePageFitsItsWindowAndIsAccessible(Windows windows) {
    rules.add(SpamRule.Effect.BLOCK, SpamRule.Kind.DOMAIN, domain, boss.id());
    rules.add(SpamRule.Effect.BLOCK, SpamRule.Kind.PHRASE, "guaranteed first page", boss.id());
    rules.add(SpamRule.Effect.ALLOW, SpamRule.Kind.ADDRESS, "kim@customer.example", boss.id());
    String address = "http://localhost:" + port;
    for (Look look :
        List.of(Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
      Page page = windows.signIn(look, address, boss.email().value(), DeskStories.PASSWORD);
      page.navigate(address + PAGE);
      Browser.assertAccessible(page);
      Browser.assertNothingOverflows(page);
      Browser.shoot(page, "admin-spam-" + look.width() + (look.dark() ? "-dark" : ""));
    }
    rules.find(null, 1000).forEach(rule -> rules.remove(rule.id()));
  }
}
