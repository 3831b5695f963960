package helpdesk.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailboxes;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.WebTest;
import helpdesktest.RealMailServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole product in one story, every part real: Postfix, Dovecot, PostgreSQL, Chromium. */
@WebTest
@ExtendWith(Browser.class)
class WholeLoopTest {
  private static final String PASSWORD = "a long enough password";
  private static final String HELP = "help@shop.example";
  private static final String KIM = "kim@customer.example";
  private static final LocatorAssertions.HasCountOptions PATIENT_COUNT =
      new LocatorAssertions.HasCountOptions().setTimeout(30_000);
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired Agents agents;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @LocalServerPort int port;
  RealMailServers mail;
  Postbox kim;

  @BeforeEach
  void open() {
    mail = RealMailServers.with(HELP, KIM);
    kim = new Postbox(mail, KIM);
    Channel help = channels.createEmail(new EmailAddress(HELP), "Harbour Lane", Locale.ENGLISH);
    mailboxes.change(
        help.id(),
        new MailServer(
            "localhost", mail.imapPort(), MailServer.Security.NONE, HELP, RealMailServers.PASSWORD),
        new MailServer("localhost", mail.smtpPort(), MailServer.Security.NONE, null, null));
    jdbc.sql("UPDATE survey SET delay_seconds = 0 WHERE key = 'csat'").update();
    agents.create(new EmailAddress("amina@shop.example"), "Amina Yusuf", Role.AGENT, PASSWORD);
    agents.create(new EmailAddress("elin@shop.example"), "Elin Åkesson", Role.MANAGER, PASSWORD);
  }

  @AfterEach
  void close() {
    jdbc.sql("UPDATE survey SET delay_seconds = 86400 WHERE key = 'csat'").update();
    jdbc.sql("UPDATE channel SET active = false WHERE address = :help")
        .param("help", HELP)
        .update();
    if (mail != null) mail.close();
  }

  @Test
  void aMailComesInAnAgentAnswersTheCustomerRatesAndTheDashboardMoves(Windows windows) {
    Page manager = windows.signIn(Look.DESKTOP, address(""), "elin@shop.example", PASSWORD);
    manager.navigate(address("/dashboard?period=today"));
    Page agent = windows.signIn(Look.DESKTOP, address(""), "amina@shop.example", PASSWORD);

    kim.writes(HELP, "The kettle leaks", "Hello, my new kettle leaks from the handle. Kim");

    Locator shown = agent.getByText("1 new, show");
    assertThat(
            shown
                .or(
                    agent.locator(
                        "#rows .tk", new Page.LocatorOptions().setHasText("The kettle leaks")))
                .first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    if (shown.isVisible()) shown.click();
    agent.locator("#rows .tk", new Page.LocatorOptions().setHasText("The kettle leaks")).click();
    assertThat(agent.locator(".msg .bub").first()).containsText("leaks from the handle");
    agent.fill("#reply-body", "Hello Kim, a new kettle leaves today.");
    agent.locator("form.reply details.more summary, details.more summary").first().click();
    agent.locator("button[name=then][value=resolved]").click();
    assertThat(agent.locator(".msg.mine .bub")).containsText("a new kettle leaves today", PATIENT);

    Postbox.Letter answer = kim.next("kettle leaves today");
    assertThat(answer.subject()).contains("The kettle leaks");
    assertThat(answer.header("In-Reply-To")).isEqualTo(kim.lastSent());
    assertThat(answer.header("Reply-To")).contains("+t");

    Postbox.Letter asked = kim.next("/s/");
    Instant arrived = clock.instant();
    Page rating = windows.open(Look.PHONE);
    rating.navigate(address(link(asked.body())));
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM survey_response r JOIN contact_address a ON a.contact_id"
                        + " = r.contact_id WHERE a.address = :kim")
                .param("kim", KIM)
                .query(Long.class)
                .single())
        .as("opening the link records nothing")
        .isZero();
    await().until(() -> clock.instant().isAfter(arrived.plus(Duration.ofSeconds(3))));
    rating.locator("input[name=score][value='2']").check(new Locator.CheckOptions().setForce(true));
    rating.fill("#comment", "Kind, but I had to explain it twice.");
    rating.locator("button[type=submit]").first().click();
    assertThat(rating.locator("h1")).containsText("Thank", PATIENT);

    assertThat(manager.locator("#figures"))
        .containsText("Kind, but I had to explain it twice.", PATIENT);
    assertThat(manager.locator("#panel-csat")).containsText("%", PATIENT);
    assertThat(agent.locator("#main"))
        .containsText("Kind, but I had to explain it twice.", PATIENT);
  }

  private static String link(String body) {
    Matcher link = Pattern.compile("https?://[^/\\s\"]+(/s/[A-Za-z0-9_-]+)").matcher(body);
    assertThat(link.find()).as("a survey link in the mail").isTrue();
    return link.group(1);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
