package helpdesk.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.channel.DnsFinding;
import helpdesk.channel.MailServer;
import helpdesk.channel.MailServer.Security;
import helpdesk.channel.Mailboxes;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import helpdesktest.LoopbackDns;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What an administrator reads about two sending domains, one of them in a poor state. */
@WebTest
class DnsPageTest {
  private static final String PASSWORD = "a quiet harbour";
  private static final LoopbackDns ZONE = new LoopbackDns();
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired Mailboxes mailboxes;
  @Autowired MessageSource messages;
  @LocalServerPort int port;
  String boss;

  @DynamicPropertySource
  static void askTheZoneOfThisTest(DynamicPropertyRegistry properties) {
    properties.add("helpdesk.dns-server", ZONE::address);
    properties.add("helpdesk.dns-patience", () -> "5s");
    properties.add("helpdesk.workers", () -> "false");
    ZONE.a("smtp.sending.example", "203.0.113.5").mx("sending.example", 10, "mx.sending.example");
    ZONE.txt("sending.example", "v=spf1 a:smtp.sending.example -all");
    ZONE.txt("_dmarc.sending.example", "v=DMARC1; p=reject; rua=mailto:dmarc@sending.example");
    ZONE.txt("poor.example", "v=spf1 ip4:198.51.100.7 include:_spf.newsletters.example ?all");
    ZONE.txt("_spf.newsletters.example", "v=spf1 ip4:198.51.100.0/24 -all");
    ZONE.txt("_dmarc.poor.example", "v=DMARC1; p=<b>none</b>");
    ZONE.failingAbout("google._domainkey.poor.example");
  }

  @AfterAll
  static void stop() {
    ZONE.close();
  }

  @BeforeEach
  void open() {
    mailbox("help@sending.example");
    mailbox("orders@poor.example");
    boss = hire(Role.ADMINISTRATOR);
  }

  @Test
  void itSaysWhatIsRightAndWhatToAddAndTakesNothingOfTheDnsForHtml() {
    Visitor visitor = new Visitor(port).signIn(boss, PASSWORD);

    String page = visitor.getPage("/admin/mailboxes/dns?selectors=Spring-26").body();

    assertThat(page)
        .contains(
            "smtp.sending.example may send for the domain.",
            "Mail for the domain goes to mx.sending.example.",
            "spring-26._domainkey.sending.example",
            "smtp.sending.example is not among the servers that may send",
            "v=spf1 ip4:198.51.100.7 include:_spf.newsletters.example"
                + " a:smtp.sending.example ~all",
            "poor.example has no MX record.",
            "We could not ask about google._domainkey.poor.example",
            "v=DMARC1; p=none; rua=mailto:postmaster@poor.example")
        .doesNotContain("<b>none", "??");
    assertThat(visitor.getPage("/admin/mailboxes/dns?selectors=%3Cscript%3E").body())
        .contains("A selector has letters", "&lt;script&gt;")
        .doesNotContain("<script>_");
    assertThat(visitor.getPage("/admin/mailboxes").body()).contains("/admin/mailboxes/dns");
    Visitor agent = new Visitor(port).signIn(hire(Role.AGENT), PASSWORD);
    assertThat(agent.get("/admin/mailboxes/dns").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(DnsFinding.Kind.class)
  void everyFindingHasItsWords(DnsFinding.Kind kind) {
    for (String language : List.of("en", "es", "sv")) {
      assertThat(
              messages.getMessage(
                  "dns.finding." + kind.key(),
                  new Object[] {"one", "two"},
                  Locale.forLanguageTag(language)))
          .doesNotContain("{");
    }
  }

  @Test
  @ExtendWith(Browser.class)
  void theFindingsAreReadWithEaseOnScreenAndPhone(Windows windows) {
    String address = "http://localhost:" + port;
    for (Look look :
        List.of(
            Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE.in("es"), Look.PHONE.inTheDark())) {
      Page page = windows.signIn(look, address, boss, PASSWORD);
      String name = look.width() + (look.dark() ? "-dark" : "");
      page.navigate(address + "/admin/mailboxes");
      check(page, "dns-link-" + name);
      page.navigate(address + "/admin/mailboxes/dns");
      check(page, "dns-" + name);
      page.locator(".dns-record").last().scrollIntoViewIfNeeded();
      Browser.shoot(page, "dns-records-" + name);
    }
  }

  private static void check(Page page, String name) {
    Browser.shoot(page, name);
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
  }

  private void mailbox(String text) {
    EmailAddress email = new EmailAddress(text);
    if (channels.byAddress(email).isPresent()) return;
    Channel made = channels.createEmail(email, "Harbour Lane", null);
    MailServer smtp =
        new MailServer("smtp.sending.example", 587, Security.STARTTLS, "desk", "secret");
    mailboxes.change(made.id(), null, smtp);
  }

  private String hire(Role role) {
    EmailAddress email = new EmailAddress(UUID.randomUUID() + "@desk.example");
    return agents.create(email, "Bo Falk", role, PASSWORD).email().value();
  }
}
