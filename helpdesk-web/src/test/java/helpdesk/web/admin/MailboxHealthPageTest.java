package helpdesk.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import helpdesk.channel.MailboxAlarms;
import helpdesk.channel.Mailboxes;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What those who run the desk learn of a mailbox whose server has long been away. */
@WebTest
class MailboxHealthPageTest {
  private static final String PASSWORD = "a quiet harbour";
  private static final int NOBODY = 9;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired MailboxAlarms alarms;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  Channel channel;

  @BeforeEach
  void loseTheServer() {
    channel =
        channels.createEmail(
            new EmailAddress("away-" + UUID.randomUUID() + "@desk.example"), null, null);
    MailServer imap = new MailServer("127.0.0.1", NOBODY, Security.TLS, "away", "secret");
    mailboxes.change(channel.id(), imap, null);
    jdbc.sql(
            "UPDATE mailbox SET trouble = 'nothing_answers', failing_since = '2026-03-02T08:00:00Z'"
                + " WHERE channel_id = :id")
        .param("id", channel.id().value())
        .update();
    alarms.check();
  }

  @AfterEach
  void leave() {
    channels.change(channel.id(), channel.settings().change().active(false).done());
    alarms.check();
  }

  @Test
  void theTroubleIsSaidInWordsAndTheAlarmStandsOnEveryPageOfWhoCanMendIt() {
    Visitor boss = new Visitor(port).signIn(hire(Role.ADMINISTRATOR), PASSWORD);

    assertThat(boss.get("/admin/mailboxes/health").body())
        .contains(channel.address().value(), "Nothing answers at 127.0.0.1");
    assertThat(boss.get("/inbox").body()).contains("mail-alarm", "/admin/mailboxes/health");
    Visitor agent = new Visitor(port).signIn(hire(Role.AGENT), PASSWORD);
    assertThat(agent.get("/inbox").body()).doesNotContain("mail-alarm");
    assertThat(agent.get("/admin/mailboxes/health").statusCode()).isEqualTo(403);
  }

  @Test
  @ExtendWith(Browser.class)
  void thePagesLookCalmOnScreenAndPhone(Windows windows) {
    String address = "http://localhost:" + port;
    String email = hire(Role.ADMINISTRATOR);
    for (Look look :
        List.of(Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
      Page page = windows.signIn(look, address, email, PASSWORD);
      String name = look.width() + (look.dark() ? "-dark" : "");
      page.navigate(address + "/admin/mailboxes/health");
      check(page, "mailbox-health-" + name);
      page.navigate(address + "/admin/mailboxes/" + channel.id());
      check(page, "mailbox-form-" + name);
    }
  }

  private static void check(Page page, String name) {
    Browser.shoot(page, name);
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
  }

  private String hire(Role role) {
    EmailAddress email = new EmailAddress(UUID.randomUUID() + "@desk.example");
    Agent hired = agents.create(email, "Bo Falk", role, PASSWORD);
    return hired.email().value();
  }
}
