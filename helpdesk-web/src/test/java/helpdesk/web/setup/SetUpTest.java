package helpdesk.web.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import helpdesk.agent.Agents;
import helpdesk.agent.ApiTokens;
import helpdesk.agent.Role;
import helpdesk.channel.Channels;
import helpdesk.channel.Mailboxes;
import helpdesk.shared.EmailAddress;
import helpdesk.web.WebTest;
import helpdesk.workspace.Workspaces;
import helpdesktest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebTest
@TestPropertySource(properties = {"helpdesk.setup-required=true", "helpdesk.workers=false"})
@Import(SetUpTest.StandingClock.class)
class SetUpTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.org");
  private static final String PASSWORD = "correct horse battery";
  @Autowired MockMvcTester mvc;
  @Autowired SetUpLinks links;
  @Autowired SetUp setUp;
  @Autowired Workspaces workspaces;
  @Autowired Agents agents;
  @Autowired ApiTokens tokens;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingClock {
    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(Instant.parse("2026-11-22T09:00:00Z"));
    }
  }

  @BeforeEach
  void anEmptyDesk() {
    jdbc.sql("DELETE FROM setup_link").update();
    jdbc.sql("DELETE FROM mailbox").update();
    jdbc.sql("DELETE FROM channel").update();
    jdbc.sql("DELETE FROM agent").update();
    jdbc.sql("DELETE FROM workspace").update();
  }

  @Test
  void untilTheDeskIsSetUpEveryPageLeadsToTheOneThatSaysHow() {
    assertThat(mvc.get().uri("/inbox")).hasStatus(302).hasRedirectedUrl("/setup");
    assertThat(mvc.get().uri("/setup")).hasStatusOk().bodyText().contains("Look at the terminal");
    assertThat(mvc.get().uri("/assets/desk.css")).hasStatusOk();
    assertThat(mvc.get().uri("/setup/guessed")).hasStatus(410);
  }

  @Test
  void theLinkCreatesEverythingSignsInAndWorksOnce() {
    String token = links.issue();
    assertThat(mvc.get().uri("/setup/" + token)).hasStatusOk();
    assertThat(mvc.get().uri("/setup/" + token)).as("looking uses nothing up").hasStatusOk();

    assertThat(filled(token)).hasStatus(302).hasRedirectedUrl("/inbox");

    assertThat(workspaces.current().name()).isEqualTo("Harbour Lane");
    assertThat(workspaces.current().zone().getId()).isEqualTo("Europe/Stockholm");
    assertThat(agents.authenticate(ADA, PASSWORD))
        .get()
        .extracting("role")
        .isEqualTo(Role.ADMINISTRATOR);
    var mailbox = channels.byAddress(new EmailAddress("help@example.org")).orElseThrow();
    assertThat(mailboxes.imapOf(mailbox.id()))
        .get()
        .extracting("host")
        .isEqualTo("imap.example.org");
    assertThat(links.works(token)).isFalse();
    assertThat(filled(token)).hasStatus(302).hasRedirectedUrl("/login");
  }

  @Test
  void aLinkExpiresAfterADay() {
    String token = links.issue();
    clock.advance(SetUpLinks.LIFETIME.minusSeconds(1));
    assertThat(links.works(token)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(mvc.get().uri("/setup/" + token)).hasStatus(410);
    assertThat(filled(token)).hasStatus(410);
    assertThat(setUp.done()).isFalse();
  }

  @Test
  void whatCannotBeTakenIsNamedAndLeavesTheLinkUsable() {
    String token = links.issue();
    assertThat(
            mvc.post()
                .uri("/setup/" + token)
                .with(csrf())
                .param("organisation", " ")
                .param("language", "en")
                .param("zone", "Mars/Olympus")
                .param("name", "Ada")
                .param("email", "ada")
                .param("password", "short"))
        .hasStatus(422)
        .bodyText()
        .contains("id=\"organisation-e\"", "id=\"zone-e\"", "id=\"email-e\"", "id=\"password-e\"")
        .doesNotContain("id=\"name-e\"", "value=\"short\"");
    assertThat(links.works(token)).isTrue();
  }

  @Test
  void theEnvironmentSetsAnEmptyDeskUpOnceAndNeverWithBadValues() {
    headless("ada@example.org", "too short", "0123456789abcdef", "sv")
        .satisfies(e -> assertThat(e).hasMessageContaining("HELPDESK_BOOTSTRAP_ADMIN_PASSWORD"));
    headless("ada", PASSWORD, "0123456789abcdef", "sv")
        .satisfies(e -> assertThat(e).hasMessageContaining("ADMIN_EMAIL"));
    headless("ada@example.org", PASSWORD, "guessable", "sv")
        .satisfies(e -> assertThat(e).hasMessageContaining("API_TOKEN"));
    headless("ada@example.org", PASSWORD, "0123456789abcdef", "fr")
        .satisfies(e -> assertThat(e).hasMessageContaining("LANGUAGE"));
    assertThat(setUp.done()).isFalse();

    bootstrap("ada@example.org", PASSWORD, "0123456789abcdef", "sv");
    assertThat(agents.authenticate(ADA, PASSWORD)).isPresent();
    assertThat(tokens.find("0123456789abcdef"))
        .get()
        .extracting("scopes")
        .isEqualTo(ApiTokens.SCOPES);

    bootstrap("eve@example.org", PASSWORD, "another-long-token", "sv");
    assertThat(agents.byEmail(new EmailAddress("eve@example.org"))).isEmpty();
  }

  private void bootstrap(String email, String password, String token, String language) {
    new HeadlessSetUp(
            new BootstrapProperties(email, password, token, null, "Harbour Lane", "UTC", language),
            false,
            setUp)
        .afterSingletonsInstantiated();
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> headless(
      String email, String password, String token, String language) {
    return assertThatThrownBy(() -> bootstrap(email, password, token, language))
        .isInstanceOf(BootstrapRefused.class);
  }

  private MockMvcTester.MockMvcRequestBuilder filled(String token) {
    return mvc.post()
        .uri("/setup/" + token)
        .with(csrf())
        .param("organisation", "Harbour Lane")
        .param("language", "sv")
        .param("zone", "Europe/Stockholm")
        .param("name", "Ada Lovelace")
        .param("email", "ada@example.org")
        .param("password", PASSWORD)
        .param("mailbox", "now")
        .param("address", "help@example.org")
        .param("imapHost", "imap.example.org")
        .param("imapPort", "993")
        .param("imapSecurity", "tls")
        .param("smtpHost", "")
        .param("smtpPort", "587")
        .param("smtpSecurity", "starttls")
        .param("mailPassword", "secret");
  }
}
