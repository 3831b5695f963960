package helpdesk.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.agent.Team;
import helpdesk.agent.Teams;
import helpdesk.metrics.breach.BreachKey;
import helpdesk.metrics.breach.Cause;
import helpdesk.metrics.breach.Causes;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.sla.KeptPolicy;
import helpdesk.sla.QueueLimitSettings;
import helpdesk.sla.SlaConditions;
import helpdesk.sla.SlaHours;
import helpdesk.sla.SlaPolicy;
import helpdesk.sla.SlaSettings;
import helpdesk.sla.SlaTarget;
import helpdesk.sla.SlaWording;
import helpdesk.ticket.Actor;
import helpdesk.ticket.Priority;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.WriteReply;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import helpdesktest.SettableClock;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What administrators promise, and what lists and a ticket's page say of it; time passes when a
 * test says so.
 */
@WebTest
@Import(SlaPageTest.StandingClock.class)
class SlaPageTest {
  private static final String PASSWORD = DeskStories.PASSWORD;
  @Autowired SlaSettings policies;
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired Agents agents;
  @Autowired Causes causes;
  @Autowired JdbcClient jdbc;
  @Autowired Teams teams;
  @Autowired QueueLimitSettings queueLimits;
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
  void nothingIsPromised() {
    boss = hire(Role.ADMINISTRATOR);
    policies.all().forEach(p -> policies.activate(p.id(), false, boss.id()));
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void onlyAdministratorsSayWhatIsPromised() {
    Visitor agent = new Visitor(port).signIn(hire(Role.AGENT).email().value(), PASSWORD);
    Assertions.assertThat(agent.get("/admin/sla").statusCode()).isEqualTo(403);
  }

  @Test
  void aPolicyIsWrittenWithoutScriptAndWhatIsWrongComesBackAsItWasTyped() {
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    String name = name("Plain");
    Map<String, String> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("hours", "always");
    fields.put("channel", "email");
    fields.put("any-tag", "VIP, press");
    fields.put("amount-first_response-high", "ninety");
    fields.put("unit-first_response-high", "min");
    fields.put("arrival", "2031-03-03T23:10");

    HttpResponse<String> refused = visitor.post("/admin/sla/new", "/admin/sla/new", fields);

    Assertions.assertThat(refused.statusCode()).isEqualTo(422);
    Assertions.assertThat(refused.body())
        .contains("Whole numbers", "value=\"ninety\"", "value=\"VIP, press\"", name);
    fields.put("amount-first_response-high", "90");
    HttpResponse<String> tried = visitor.post("/admin/sla/new", "/admin/sla/new/preview", fields);
    Assertions.assertThat(tried.body()).contains("Tue 4 Mar 00:40", "value=\"VIP, press\"");
    Assertions.assertThat(policies.all()).noneMatch(p -> p.wording().name().equals(name));

    visitor.post("/admin/sla/new", "/admin/sla/new", fields);

    KeptPolicy kept = find(name);
    Assertions.assertThat(kept.wording())
        .isEqualTo(
            new SlaWording(
                name,
                new SlaConditions(
                    Set.of(),
                    Set.of(ChannelKind.EMAIL),
                    Set.of(),
                    Set.of("vip", "press"),
                    Set.of()),
                SlaHours.DAY_AND_NIGHT,
                Set.of(),
                Map.of(SlaTarget.FIRST_RESPONSE, Map.of(Priority.HIGH, Duration.ofMinutes(90)))));
    HttpResponse<String> twice = visitor.post("/admin/sla/new", "/admin/sla/new", fields);
    Assertions.assertThat(twice.statusCode()).isEqualTo(422);
    Assertions.assertThat(twice.body()).contains("already a policy of that name", "VIP, press");
    Assertions.assertThat(visitor.get("/admin/sla").body()).contains(name, "1 h 30 min");
  }

  @Test
  void policiesAreMovedAndSwitchedOffWithoutScript() {
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    policies.add(wording(name("Earlier"), 4), boss.id());
    KeptPolicy last = policies.byId(policies.add(wording(name("Last"), 4), boss.id()));
    int place = policies.all().indexOf(last);

    visitor.post("/admin/sla", "/admin/sla/" + last.id() + "/place", Map.of("earlier", "true"));

    Assertions.assertThat(policies.all().indexOf(last)).isEqualTo(place - 1);
    visitor.post("/admin/sla", "/admin/sla/" + last.id() + "/active", Map.of("on", "false"));
    Assertions.assertThat(policies.byId(last.id()).active()).isFalse();
    Assertions.assertThat(visitor.get("/admin/sla").body()).contains("Switched off");
  }

  @Test
  @ExtendWith(Browser.class)
  void whileAPolicyIsWrittenThePageSaysWhenATicketWouldBeDue(Windows windows) {
    Page page = windows.signIn(Look.DESKTOP, address(), boss.email().value(), PASSWORD);
    page.navigate(address() + "/admin/sla/new");
    String name = name("Live");
    page.fill("#name", name);
    page.selectOption("#hours", "always");
    page.fill("#arrival", "2031-03-03T23:10");
    page.fill("[name=amount-first_response-normal]", "2");
    page.fill("[name=amount-resolution-normal]", "1");
    Locator normal = page.locator("#forecast section").nth(2);
    assertThat(normal).containsText("Tue 4 Mar 01:10");
    assertThat(normal).containsText("Tue 4 Mar 00:10");
    page.selectOption("[name=unit-first_response-normal]", "min");
    assertThat(normal).containsText("Mon 3 Mar 23:12");
    assertThat(page.locator("#forecast section").first()).containsText("Nothing promised");

    page.click(".savebar button[type=submit]");

    assertThat(page.locator(".sla-list")).containsText(name);
    Assertions.assertThat(find(name).wording().target(SlaTarget.FIRST_RESPONSE, Priority.NORMAL))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  @ExtendWith(Browser.class)
  void aTicketSaysWhatIsDueWhatIsLateAndWhatRests(Windows windows) {
    Page page = windows.signIn(Look.DESKTOP, address(), boss.email().value(), PASSWORD);
    TicketNumber free = stories.writes("Frida Free", "Nothing promised", "Hello");
    clock.advance(Duration.ofSeconds(1));
    policies.add(wording(name("Two hours"), 2), boss.id());
    clock.advance(Duration.ofSeconds(1));
    TicketNumber ticket = stories.writes("Pia Promised", "Parcel", "Where is it?");
    page.navigate(address() + "/tickets/" + free);
    assertThat(page.locator("#head .chip").first()).hasText("New");
    assertThat(page.locator(".sla[data-due]")).hasCount(0);

    page.navigate(address() + "/tickets/" + ticket);
    Locator chips = page.locator("#head .sla");
    assertThat(chips).hasCount(2);
    assertThat(chips.first()).containsText("First reply due");
    assertThat(chips.first()).hasAttribute("data-state", "ok");
    assertThat(chips.nth(1)).containsText("Solution due");

    clock.advance(Duration.ofMinutes(100));
    page.reload();
    assertThat(chips.first()).hasAttribute("data-state", "soon");
    clock.advance(Duration.ofMinutes(32));
    page.reload();
    assertThat(chips.first()).hasText("First reply 12 min over");
    assertThat(chips.first()).hasAttribute("data-state", "over");

    desk.reply(desk.idOf(ticket), boss, WriteReply.text("It is on its way."));
    desk.change(desk.idOf(ticket), TicketChange.status(Status.PENDING), Actor.agent(boss));

    // the open page hears of it
    assertThat(chips).hasCount(1);
    assertThat(chips.first()).hasText("Solution paused · 17 h 48 min left");
    assertThat(page.locator("#details .clock").first()).containsText("late, promised in 2 h");
    assertThat(page.locator("#details .clock").nth(1)).containsText("paused");
  }

  @Test
  @ExtendWith(Browser.class)
  void anOpenListHearsWhatIsDueAndGoesOnByItself(Windows windows) {
    policies.add(wording(name("Two hours"), 2), boss.id());
    clock.advance(Duration.ofSeconds(1));
    String tag = "T" + UUID.randomUUID().toString().substring(0, 8);
    TicketNumber first = stories.writes("Pia Promised", tag + " parcel", "Where is it?");
    clock.advance(Duration.ofMinutes(10));
    stories.writes("Pelle Promised", tag + " kettle", "It leaks.");
    Page page = windows.signIn(Look.DESKTOP, address(), boss.email().value(), PASSWORD);
    page.clock().install(new com.microsoft.playwright.Clock.InstallOptions().setTime(millis()));
    page.navigate(address() + "/inbox?q=" + tag);
    Locator rows = page.locator("#rows .tk");
    Locator newest = rows.first().locator(".sla");
    assertThat(newest.locator("b")).hasText("2 h left");
    assertThat(newest).hasAttribute("data-state", "ok");
    assertThat(newest.locator(".sr")).containsText("First reply due ");
    assertThat(rows.first()).containsText("kettle");

    page.keyboard().press("o");
    assertThat(page.locator("#list a[data-key=o]")).hasAttribute("aria-current", "true");
    Assertions.assertThat(page.url()).contains("order=due");
    assertThat(rows.first()).containsText("parcel");
    Locator due = rows.first().locator(".sla");
    assertThat(due.locator("b")).hasText("1 h 50 min left");

    page.clock().runFor(Duration.ofSeconds(84 * 60 + 30).toMillis());
    assertThat(due.locator("b")).hasText("25 min left");
    assertThat(due).hasAttribute("data-state", "soon");
    page.clock().runFor(Duration.ofMinutes(26).toMillis());
    assertThat(due.locator("b")).containsText("late since");
    assertThat(due).hasAttribute("data-state", "over");
    assertThat(due.locator(".sr")).containsText("First reply late since");

    clock.advance(Duration.ofSeconds(1));
    desk.reply(desk.idOf(first), boss, WriteReply.text("It is on its way."));
    desk.change(desk.idOf(first), TicketChange.status(Status.PENDING), Actor.agent(boss));
    assertThat(due.locator("b")).hasText("Paused");
    assertThat(due).hasAttribute("data-state", "paused");
  }

  @Test
  @ExtendWith(Browser.class)
  void theListSaysWhatNobodyHasTakenInTime(Windows windows) {
    Team team = teams.create("Team " + UUID.randomUUID());
    queueLimits.set(
        team.id(),
        Map.of(
            Priority.NORMAL, Optional.of(Duration.ofMinutes(30)),
            Priority.HIGH, Optional.of(Duration.ofMinutes(100))),
        boss.id());
    clock.set(tuesday());
    TicketNumber calm = stories.writes("Carl Calm", "Calm", "Hello");
    TicketNumber forgotten = stories.writes("Fia Forgotten", "Forgotten", "Hello");
    for (TicketNumber number : List.of(calm, forgotten))
      desk.change(
          desk.idOf(number),
          new TicketChange(null, null, null, Optional.of(team.id()), null, null, null, null),
          Actor.agent(boss));
    desk.change(
        desk.idOf(calm),
        new TicketChange(null, Priority.HIGH, null, null, null, null, null, null),
        Actor.agent(boss));
    clock.advance(Duration.ofMinutes(40));
    Page page = windows.signIn(Look.DESKTOP, address(), boss.email().value(), PASSWORD);
    page.navigate(address() + "/inbox?view=unassigned&team=" + team.id());
    Locator marks = page.locator("#rows .av.late");
    assertThat(marks).hasCount(1);
    assertThat(page.locator("#rows li:has(.av.late)")).containsText("Forgotten");

    page.getByText("Untaken first").click();

    Locator rows = page.locator("#rows .tk");
    assertThat(rows.first()).containsText("Forgotten");
    assertThat(rows.first().locator(".sla b")).containsText("late since");
    assertThat(rows.nth(1).locator(".sla b")).hasText("1 h left");
    clock.advance(Duration.ofSeconds(1));
    desk.take(desk.idOf(forgotten), boss);
    assertThat(marks).hasCount(0);
  }

  @Test
  @ExtendWith(Browser.class)
  void aBrokenPromiseSaysWhereItsTimeWentAndAManagerSaysWhy(Windows windows) {
    Agent manager = hire(Role.MANAGER);
    policies.add(wording(name("Two hours"), 2), boss.id());
    clock.advance(Duration.ofSeconds(1));
    Instant start = clock.instant();
    String subject = "Broken " + UUID.randomUUID();
    TicketId ticket = desk.idOf(stories.writes("Bea Broken", subject, "Where is it?"));
    clock.advance(Duration.ofMinutes(30));
    desk.take(ticket, boss);
    clock.advance(Duration.ofMinutes(30));
    desk.change(ticket, TicketChange.status(Status.PENDING), Actor.agent(boss));
    clock.advance(Duration.ofMinutes(70));
    desk.reply(ticket, boss, WriteReply.text("Here."));
    clock.advance(Duration.ofMinutes(1));
    Visitor visitor = new Visitor(port).signIn(manager.email().value(), PASSWORD);
    await().until(() -> visitor.get("/dashboard/breaches").body().contains(subject));
    Page page = windows.signIn(Look.DESKTOP, address(), manager.email().value(), PASSWORD);
    page.navigate(address() + "/dashboard/breaches?cause=none");
    Locator row = page.locator(".breaches > li:has-text('" + subject + "')");
    assertThat(row.locator("dd")).hasText(new String[] {"30 min", "30 min", "1 h"});
    assertThat(row.locator(".what")).containsText("10 min late");

    row.locator("summary").click();
    row.locator("select").selectOption("Too few of us");
    row.locator("textarea").fill("Two were ill.");
    row.locator("button").click();

    assertThat(page.locator("#causes")).containsText("Too few of us");
    assertThat(row).hasCount(0);
    page.navigate(address() + "/dashboard/breaches");
    assertThat(row.locator("summary")).containsText("Too few of us");
    assertThat(row.locator("summary")).containsText("Two were ill.");
    BreachKey key = new BreachKey(ticket, SlaTarget.FIRST_RESPONSE, start);
    causes.find(key, null, "", manager.id());
    Assertions.assertThat(causes.history(key)).hasSize(2);
    Assertions.assertThat(visitor.get("/dashboard/breaches.csv").body())
        .contains(subject + ",first_response,")
        .contains(",600,1800,1800,3600,0,");
    Assertions.assertThatThrownBy(() -> jdbc.sql("DELETE FROM breach_finding").update())
        .hasMessageContaining("append-only");
    Assertions.assertThatThrownBy(
            () ->
                causes.find(
                    new BreachKey(ticket, SlaTarget.RESOLUTION, start), null, "", boss.id()))
        .hasMessageContaining("no such broken promise");
    Visitor agent = new Visitor(port).signIn(hire(Role.AGENT).email().value(), PASSWORD);
    Assertions.assertThat(agent.get("/dashboard/breaches").statusCode()).isEqualTo(403);
  }

  @Test
  void administratorsKeepTheCausesThatCanBeChosen() {
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    String name = name("Flood");
    visitor.post("/admin/sla/causes", "/admin/sla/causes", Map.of("name", name));
    Cause added =
        causes.all().stream().filter(c -> name.equals(c.name())).findFirst().orElseThrow();
    Assertions.assertThat(added.active()).isTrue();
    Cause complex = causes.all().get(3);
    Assertions.assertThat(complex.word()).isEqualTo("complex");
    String at = "/admin/sla/causes/";
    visitor.post("/admin/sla/causes", at + complex.id(), Map.of("name", "", "active", "true"));
    Assertions.assertThat(causes.find(complex.id())).isEqualTo(complex);
    visitor.post("/admin/sla/causes", at + added.id(), Map.of("name", "Storm " + name));
    Assertions.assertThat(causes.find(added.id()))
        .isEqualTo(new Cause(added.id(), null, "Storm " + name, false));
  }

  private long millis() {
    return clock.instant().toEpochMilli();
  }

  /** A Tuesday at noon that is still to come, within the desk's hours. */
  private Instant tuesday() {
    return clock
        .instant()
        .atZone(ZoneOffset.UTC)
        .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
        .truncatedTo(ChronoUnit.DAYS)
        .plusHours(12)
        .toInstant();
  }

  @Test
  @ExtendWith(Browser.class)
  void promisesLookCalmOnScreenAndPhone(Windows windows) {
    SlaWording usual = wording("Standard", 2);
    var standard = policies.add(usual, boss.id());
    policies.add(
        new SlaWording(
            "Wholesale",
            new SlaConditions(
                Set.of(Priority.HIGH),
                Set.of(ChannelKind.EMAIL, ChannelKind.PHONE),
                Set.of(),
                Set.of("wholesale"),
                Set.of()),
            SlaHours.DESK,
            Set.of(),
            Map.of(
                SlaTarget.FIRST_RESPONSE,
                Map.of(Priority.HIGH, Duration.ofMinutes(30), Priority.LOW, Duration.ofHours(8)))),
        boss.id());
    clock.advance(Duration.ofSeconds(1));
    TicketNumber ticket = stories.writes("Ingrid Sandberg", "Parcel says delivered", "Not here.");
    clock.advance(Duration.ofMinutes(132));
    Visitor visitor = new Visitor(port).signIn(boss.email().value(), PASSWORD);
    await()
        .until(() -> visitor.get("/dashboard/breaches").body().contains("Parcel says delivered"));
    for (Look look :
        List.of(
            Look.DESKTOP,
            Look.DESKTOP.inTheDark().in("es"),
            Look.PHONE.in("sv"),
            Look.PHONE.inTheDark())) {
      String name = look.width() + (look.dark() ? "-dark" : "");
      Page page = windows.signIn(look, address(), boss.email().value(), PASSWORD);
      for (String path :
          List.of(
              "/admin/sla",
              "/admin/sla/" + standard,
              "/tickets/" + ticket,
              "/inbox?order=due",
              "/dashboard/breaches",
              "/admin/sla/causes",
              "/inbox?view=unassigned&order=untaken")) {
        page.navigate(address() + path);
        Browser.shoot(page, "sla" + path.replaceAll("[^a-z]+", "-") + "-" + name);
        Browser.assertAccessible(page);
        Browser.assertNothingOverflows(page);
      }
    }
  }

  /** Day and night: replies in so many hours, solved in ten times as many. */
  private static SlaWording wording(String name, long hours) {
    return new SlaWording(
        name,
        SlaConditions.ALWAYS,
        SlaHours.DAY_AND_NIGHT,
        SlaPolicy.USUAL_PAUSES,
        Map.of(
            SlaTarget.FIRST_RESPONSE, all(hours),
            SlaTarget.NEXT_RESPONSE, all(hours),
            SlaTarget.RESOLUTION, all(hours * 10)));
  }

  private static Map<Priority, Duration> all(long hours) {
    Map<Priority, Duration> lengths = new HashMap<>();
    for (Priority priority : Priority.values()) lengths.put(priority, Duration.ofHours(hours));
    return lengths;
  }

  private KeptPolicy find(String name) {
    return policies.all().stream()
        .filter(p -> p.wording().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String name(String name) {
    return name + " " + UUID.randomUUID();
  }

  private String address() {
    return "http://localhost:" + port;
  }

  private Agent hire(Role role) {
    EmailAddress email = new EmailAddress("s-" + UUID.randomUUID() + "@desk.example");
    return agents.create(email, "Amina", role, PASSWORD);
  }
}
