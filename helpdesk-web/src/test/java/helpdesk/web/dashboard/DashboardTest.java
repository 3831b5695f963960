package helpdesk.web.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.Actor;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.WriteReply;
import helpdesk.web.Browser;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@WebTest
@ExtendWith(Browser.class)
class DashboardTest {
  private static final String PASSWORD = "a long enough password";
  @Autowired Agents agents;
  @Autowired TicketDesk desk;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  Agent manager;
  Agent agent;

  @BeforeEach
  void hire() {
    manager = hire(Role.MANAGER);
    agent = hire(Role.AGENT);
  }

  @Test
  void figuresAreForThoseWhoLead() {
    Visitor visitor = new Visitor(port).signIn(agent.email().value(), PASSWORD);
    assertThat(visitor.get("/dashboard").statusCode()).isEqualTo(403);
    assertThat(visitor.get("/dashboard/metrics/csat").statusCode()).isEqualTo(403);
    assertThat(new Visitor(port).signIn(manager.email().value(), PASSWORD).get("/dashboard").body())
        .contains("Received")
        .doesNotContain("style=");
  }

  @Test
  void everyFigureIsExplainedAndABadWordOfAnAddressIsNamedAndNothingElseIsThrownAway() {
    Visitor visitor = new Visitor(port).signIn(manager.email().value(), PASSWORD);
    for (helpdesk.metrics.catalog.Metric metric : helpdesk.metrics.catalog.Metric.values()) {
      String page = visitor.get("/dashboard/metrics/" + metric.id() + "?period=28").body();
      assertThat(page)
          .contains("Definition")
          .doesNotContain("??metric", "??dashboard", "??figures");
    }
    assertThat(visitor.get("/dashboard/metrics/nonsense").statusCode()).isEqualTo(404);
    for (String wrong : List.of("from=x", "channel=pigeon", "period=whenever", "agent=nobody"))
      for (String page : List.of("/dashboard", "/dashboard/metrics/csat"))
        assertThat(visitor.get(page + "?" + wrong).statusCode()).as(wrong).isEqualTo(422);
    assertThat(visitor.get("/dashboard?period=7&channel=pigeon&priority=high").body())
        .contains("pigeon", "/dashboard?period=7&amp;priority=high");
  }

  @Test
  void anOpenDashboardAndTheListBehindANumberFollowWhatHappens(Browser.Windows windows) {
    TicketId before = opens("Here before");
    desk.reply(before, agent, WriteReply.text("Here is your answer."));
    settle(before);
    String address = "http://localhost:" + port;
    // signing in leads over the inbox, which is another page's matter
    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    Page page = windows.signIn(Browser.Look.DESKTOP, address, manager.email().value(), PASSWORD);
    page.navigate(address + "/dashboard?period=today");
    page.locator("#volume-table summary").click();
    int created = Integer.parseInt(page.locator("#tile-tickets_created .val").innerText().strip());

    TicketId ticket = opens("Came in while somebody looked");
    assertThat(page.locator("#tile-tickets_created .val"))
        .hasText(Pattern.compile("\\s*" + (created + 1) + "\\s*"));
    // the swap leaves an open table open
    assertThat(page.locator("#volume-table")).hasAttribute("open", "");

    page.locator("#pause").click();
    assertThat(page.locator("[data-live-word]")).hasText("Paused");
    desk.change(ticket, TicketChange.status(Status.RESOLVED), Actor.agent(agent));
    page.locator("#pause").click();
    assertThat(page.locator("[data-live-word]")).hasText("Live");

    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
    page.locator("#tile-tickets_created").click();
    assertThat(page.locator("#figure .val"))
        .hasText(Pattern.compile("\\s*" + (created + 1) + "\\s*"));
    assertThat(page.locator("#rows tbody tr").first())
        .containsText("Came in while somebody looked");
    assertThat(page.locator("#rows tbody tr")).hasCount(Math.min(50, created + 1));
    Browser.assertAccessible(page);
  }

  @Test
  void underAFilterOnlyWhatPassesItMovesTheTileAndTheListBehindIt(Browser.Windows windows) {
    String address = "http://localhost:" + port;
    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    Page page = windows.signIn(Browser.Look.DESKTOP, address, manager.email().value(), PASSWORD);
    page.navigate(address + "/dashboard?period=today&channel=api&priority=urgent");
    int created = Integer.parseInt(page.locator("#tile-tickets_created .val").innerText().strip());
    assertThat(page.locator("#h-volume")).isVisible();

    counted(opens("Passes by", ChannelKind.API, Priority.LOW));
    counted(opens("Passes by, too", ChannelKind.PHONE, Priority.URGENT));
    counted(opens("Belongs here", ChannelKind.API, Priority.URGENT));

    // whoever passed by was counted before, so a tile that moved for them would show more
    assertThat(page.locator("#tile-tickets_created .val"))
        .hasText(Pattern.compile("\\s*" + (created + 1) + "\\s*"));
    page.locator("#tile-tickets_created").click();
    page.waitForURL("**/metrics/tickets_created?period=today&channel=api&priority=urgent");
    assertThat(page.locator("#figure .val"))
        .hasText(Pattern.compile("\\s*" + (created + 1) + "\\s*"));
    assertThat(page.locator("#rows tbody tr")).hasCount(created + 1);
    assertThat(page.locator("#rows tbody tr").first()).containsText("Belongs here");
    assertThat(page.locator("#rows")).not().containsText("Passes by");
  }

  @Test
  void panelsLeadToTheSameTicketsAndTheHoursOfTheWeekAreOfMessagesIfOneWantsThat(
      Browser.Windows windows) {
    counted(opens("By the hour", ChannelKind.API, Priority.NORMAL));
    String address = "http://localhost:" + port;
    windows.expect("/inbox");
    windows.expect("/favicon.ico");
    for (Browser.Look look :
        List.of(
            Browser.Look.DESKTOP,
            Browser.Look.DESKTOP.inTheDark(),
            Browser.Look.PHONE,
            Browser.Look.PHONE.inTheDark())) {
      Page page = windows.signIn(look, address, manager.email().value(), PASSWORD);
      page.navigate(address + "/dashboard?period=28&channel=api");
      page.locator("#hours-messages").click();
      page.waitForURL("**/dashboard?period=28&channel=api&hours=messages_in");
      assertThat(page.locator("#hours-messages")).hasAttribute("aria-current", "true");
      assertThat(page.locator("#h-hours a"))
          .hasAttribute("href", "/dashboard/metrics/messages_in?period=28&channel=api");
      page.locator("#hours-table summary").click();
      Browser.assertAccessible(page);
      Browser.assertNothingOverflows(page);
      page.evaluate("document.querySelector('#hours').scrollIntoView()");
      Browser.shoot(page, "dashboard-hours-" + look.width() + (look.dark() ? "-dark" : ""));
      page.locator("#volume-table summary").click();
      page.locator("#volume-table tbody tr").last().locator("a").first().click();
      page.waitForURL("**/metrics/tickets_created?*channel=api*");
      assertThat(page.locator("#rows tbody tr").first()).isVisible();
    }
  }

  /** Waits until its creation is among what is counted. */
  private void counted(TicketId ticket) {
    Awaitility.await().until(() -> contributions(ticket, 1), n -> n == 1);
  }

  private long contributions(TicketId ticket, int measure) {
    return jdbc.sql("SELECT count(*) FROM contribution WHERE ticket_id = :id AND measure = :what")
        .param("id", ticket.value())
        .param("what", measure)
        .query(Long.class)
        .single();
  }

  private void settle(TicketId ticket) {
    Awaitility.await().until(() -> contributions(ticket, 5), n -> n == 1);
  }

  private TicketId opens(String subject) {
    return opens(subject, ChannelKind.API, Priority.NORMAL);
  }

  private TicketId opens(String subject, ChannelKind channel, Priority priority) {
    TicketNumber number =
        desk.open(
            new OpenTicket(
                channel,
                null,
                subject,
                "Please help.",
                null,
                new Party("Kim", new EmailAddress("kim@example.org")),
                priority,
                List.of(),
                Locale.ENGLISH,
                null,
                null,
                null));
    return desk.idOf(number);
  }

  private Agent hire(Role role) {
    EmailAddress address = new EmailAddress(UUID.randomUUID() + "@desk.example");
    return agents.create(address, "Amina Yusuf", role, PASSWORD);
  }
}
