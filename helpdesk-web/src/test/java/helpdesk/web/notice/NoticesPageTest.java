package helpdesk.web.notice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.Team;
import helpdesk.agent.Teams;
import helpdesk.notice.NoticeKind;
import helpdesk.notice.Notices;
import helpdesk.shared.EmailAddress;
import helpdesk.sla.QueueLimitSettings;
import helpdesk.sla.SlaConditions;
import helpdesk.sla.SlaHours;
import helpdesk.sla.SlaSettings;
import helpdesk.sla.SlaTarget;
import helpdesk.sla.SlaWording;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Camera;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import helpdesktest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** What an agent hears without asking; time passes when a test says so. */
@WebTest
@Import(NoticesPageTest.StandingClock.class)
class NoticesPageTest {
  private static final String PASSWORD = DeskStories.PASSWORD;
  @Autowired SlaSettings policies;
  @Autowired QueueLimitSettings queueLimits;
  @Autowired Notices notices;
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired Agents agents;
  @Autowired Teams teams;
  @Autowired SettableClock clock;
  @LocalServerPort int port;
  Agent boss;

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingClock {
    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  @BeforeEach
  void anHourIsPromised() {
    boss = hire("Bea Boss", Role.ADMINISTRATOR);
    policies.all().forEach(p -> policies.activate(p.id(), false, boss.id()));
    clock.advance(Duration.ofMinutes(1));
    Map<Priority, Duration> lengths = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) lengths.put(priority, Duration.ofHours(1));
    policies.add(
        new SlaWording(
            "An hour " + UUID.randomUUID(),
            SlaConditions.ALWAYS,
            SlaHours.DAY_AND_NIGHT,
            Set.of(),
            Map.of(SlaTarget.FIRST_RESPONSE, lengths)),
        boss.id());
    clock.advance(Duration.ofSeconds(1));
  }

  @Test
  @ExtendWith(Browser.class)
  void theBellRingsOnAnOpenPageAndFallsSilentWhenTheTicketIsOpened(Windows windows) {
    Agent ada = hire("Ada Ahl", Role.AGENT);
    TicketNumber ticket = stories.writes("Late Lena", "Parcel", "Where is it?");
    Page page = windows.signIn(Look.DESKTOP, address(), ada.email().value(), PASSWORD);
    page.navigate(address() + "/tickets/" + ticket);
    page.locator("#details button:has-text('Follow')").click();
    assertThat(page.locator("#details button:has-text('Stop following')")).isVisible();
    page.navigate(address() + "/inbox");
    Locator bell = page.locator("#bell");
    assertThat(bell.locator(".n")).hasCount(0);

    pass(Duration.ofMinutes(46), ada, 1);
    assertThat(bell.locator(".n")).hasText("1");
    pass(Duration.ofMinutes(15), ada, 2);
    assertThat(bell.locator(".n")).hasText("2");

    bell.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".notices li")).hasCount(2);
    assertThat(page.locator(".notices li").first()).containsText("First reply: was due");
    assertThat(page.locator(".notices li").nth(1)).containsText("First reply: due");

    page.locator(".notices a").first().click();
    assertThat(page.locator(".ev:has-text('Not in time: First reply')")).isVisible();
    assertThat(page.locator("#bell .n")).hasCount(0);
    page.navigate(address() + "/notices");
    assertThat(page.locator(".notices li.unread")).hasCount(0);
  }

  @Test
  void noticesAreReadAndChosenWithoutScript() {
    Agent ada = hire("Ada Plain", Role.AGENT);
    TicketNumber ticket = stories.writes("Plain Pia", "Plain parcel", "Where is it?");
    desk.follow(desk.idOf(ticket), ada.id());
    pass(Duration.ofMinutes(61), ada, 1);
    Visitor visitor = new Visitor(port).signIn(ada.email().value(), PASSWORD);

    String list = visitor.get("/notices").body();
    Assertions.assertThat(list).contains("was due", "Plain parcel", "Mark all as read");
    String newest = list.replaceAll("(?s).*name=\"upTo\" value=\"(\\d+)\".*", "$1");
    visitor.post("/notices", "/notices/read", Map.of("upTo", newest));
    Assertions.assertThat(notices.unread(ada.id())).isZero();
    Assertions.assertThat(visitor.get("/notices").body()).doesNotContain("Mark all as read");

    visitor.post("/notices", "/notices/mail", Map.of("kind", "SLA_WARNING"));
    Assertions.assertThat(notices.mailed(ada.id())).containsExactly(NoticeKind.SLA_WARNING);
    visitor.post("/notices", "/notices/mail", Map.of());
    Assertions.assertThat(notices.mailed(ada.id())).isEmpty();
  }

  @Test
  void anAdministratorNamesTheLeadsAndTheLimitsOfTheQueues() {
    Team team = teams.create("Returns " + UUID.randomUUID().toString().substring(0, 4));
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    visitor.post(
        "/admin/agents",
        "/admin/agents/teams/" + team.id() + "/lead",
        Map.of("lead", boss.id().toString()));
    Assertions.assertThat(lead(team)).isEqualTo(boss.id());
    visitor.post("/admin/agents", "/admin/agents/teams/" + team.id() + "/lead", Map.of("lead", ""));
    Assertions.assertThat(lead(team)).isNull();

    Map<String, String> fields = new HashMap<>();
    fields.put("all-high", "30");
    fields.put(team.id() + "-high", "a while");
    fields.put(team.id() + "-low", "0");
    Assertions.assertThat(visitor.post("/admin/sla/queue", "/admin/sla/queue", fields).statusCode())
        .isEqualTo(422);
    fields.put(team.id() + "-high", "15");
    visitor.post("/admin/sla/queue", "/admin/sla/queue", fields);

    Assertions.assertThat(queueLimits.of(null))
        .containsEntry(Priority.HIGH, Optional.of(Duration.ofMinutes(30)))
        .containsEntry(Priority.LOW, Optional.of(Duration.ofHours(1)));
    Assertions.assertThat(queueLimits.of(team.id()))
        .isEqualTo(
            Map.of(
                Priority.HIGH,
                Optional.of(Duration.ofMinutes(15)),
                Priority.LOW,
                Optional.empty()));
    Assertions.assertThat(visitor.get("/admin/sla/queue").body()).contains("value=\"15\"");
  }

  @Test
  @ExtendWith(Browser.class)
  void noticesLookCalmOnScreenAndPhone(Windows windows) {
    teams.create("Orders and delivery " + UUID.randomUUID().toString().substring(0, 4));
    for (String customer : List.of("Ingrid Sandberg", "Jo Meyer", "Marta Soler Iglesias")) {
      TicketNumber ticket =
          stories.writes(customer, "Parcel says delivered but nothing is here", "Not here.");
      desk.follow(desk.idOf(ticket), boss.id());
    }
    pass(Duration.ofMinutes(46), boss, 3);
    pass(Duration.ofMinutes(15), boss, 6);
    Camera camera = new Camera();
    for (Look look :
        List.of(
            Look.DESKTOP,
            Look.DESKTOP.inTheDark().in("es"),
            Look.PHONE.in("sv"),
            Look.PHONE.inTheDark())) {
      String name = (look.width() > 700 ? "desktop" : "phone") + (look.dark() ? "-dark" : "-light");
      Page page = windows.signIn(look, address(), boss.email().value(), PASSWORD);
      camera.shoot(page, address() + "/notices", "notices", name);
      camera.shoot(page, address() + "/admin/sla/queue", "queue-limit", name);
      camera.shoot(page, address() + "/admin/agents", "team-leads", name);
    }
    camera.requireNothingNoted();
  }

  /** Lets time pass and waits until the agent was told so much. */
  private void pass(Duration time, Agent agent, int notices) {
    clock.advance(time);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> this.notices.page(agent.id(), null, 100).size() >= notices);
  }

  private @Nullable AgentId lead(Team team) {
    return teams.all().stream()
        .filter(t -> t.id().equals(team.id()))
        .findFirst()
        .orElseThrow()
        .lead();
  }

  private String address() {
    return "http://localhost:" + port;
  }

  private Agent hire(String name, Role role) {
    EmailAddress email = new EmailAddress("n-" + UUID.randomUUID() + "@desk.example");
    return agents.create(email, name, role, PASSWORD);
  }
}
