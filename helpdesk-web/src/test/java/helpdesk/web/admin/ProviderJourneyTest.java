package helpdesk.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.WebTest;
import helpdesktest.OAuthStandIn;
import helpdesktest.RealMailServers;
import helpdesktest.RealMailServers.Extras;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * An administrator adds a mailbox that a provider guards, goes there and comes back, once refused
 * and once allowed; then its mail comes in. The provider is a stand-in, the mailbox a real one.
 */
@WebTest
@ExtendWith(Browser.class)
class ProviderJourneyTest {
  private static final String PASSWORD = "a quiet harbour";
  private static final String ADDRESS = "guarded-" + UUID.randomUUID() + "@desk.example";
  private static final OAuthStandIn PROVIDER = new OAuthStandIn(ADDRESS);
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("helpdesk.mail.oauth.google.token", () -> PROVIDER.url("/token"));
    properties.add("helpdesk.mail.oauth.google.authorize", () -> PROVIDER.url("/authorize"));
  }

  @AfterEach
  void leave() {
    channels
        .byAddress(new EmailAddress(ADDRESS))
        .ifPresent(c -> channels.change(c.id(), c.settings().change().active(false).done()));
  }

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  @Test
  void outToTheProviderAndBackAndTheMailComesIn(Windows windows) {
    Extras tokens = new Extras(false, PROVIDER.url("/tokeninfo?access_token="));
    try (RealMailServers servers = RealMailServers.with(tokens, ADDRESS)) {
      servers.deliver(ADDRESS, List.of("From: a@customer.example\r\nSubject: Guarded\r\n\r\nHi"));
      Page page = signIn(windows);
      add(page, servers);

      page.getByText("Ask the provider").click();
      assertThat(page.getByText("May our-client read your mail?")).isVisible();
      page.getByText("Refuse").click();
      assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("It was not allowed.");
      page.getByText("Ask the provider").click();
      page.getByText("Allow").click();
      assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("We may use the mailbox");
      assertThat(page.getByText("Allow it again")).isVisible();
      Browser.shoot(page, "mailbox-allowed-1440");
      Browser.assertAccessible(page);

      await().atMost(Duration.ofSeconds(60)).until(this::taken);
    }
  }

  private Page signIn(Windows windows) {
    EmailAddress email = new EmailAddress(UUID.randomUUID() + "@desk.example");
    agents.create(email, "Bo Falk", Role.ADMINISTRATOR, PASSWORD);
    return windows.signIn(Look.DESKTOP, "http://localhost:" + port, email.value(), PASSWORD);
  }

  private void add(Page page, RealMailServers servers) {
    page.navigate("http://localhost:" + port + "/admin/mailboxes/new");
    page.locator("#address").fill(ADDRESS);
    page.locator("input[name=login][value=google]").check();
    page.locator("#clientId").fill("our-client");
    page.locator("#clientSecret").fill("hush");
    page.locator("#imapHost").fill("localhost");
    page.locator("#imapPort").fill(String.valueOf(servers.imapPort()));
    page.locator("[name=imapSecurity]").selectOption("none");
    page.locator("input[name=active]").check();
    page.locator("form.admin-form button.primary").click();
    Channel channel =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> channels.byAddress(new EmailAddress(ADDRESS)), c -> c.isPresent())
            .orElseThrow();
    page.navigate("http://localhost:" + port + "/admin/mailboxes/" + channel.id());
  }

  private boolean taken() {
    return jdbc.sql(
            "SELECT count(*) FROM ticket t JOIN channel c ON c.id = t.channel_id"
                + " WHERE c.address = :address AND t.subject = 'Guarded'")
        .param("address", ADDRESS)
        .query(Integer.class)
        .single()
        .equals(1);
  }
}
