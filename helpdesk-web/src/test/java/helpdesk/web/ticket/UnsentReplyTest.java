package helpdesk.web.ticket;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static helpdesk.web.Browser.assertAccessible;
import static helpdesk.web.Browser.assertNothingOverflows;
import static helpdesk.web.Browser.shoot;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import helpdesk.agent.Agent;
import helpdesk.shared.Sql;
import helpdesk.ticket.Actor;
import helpdesk.ticket.HeldReplies;
import helpdesk.ticket.HeldReply;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.ticket.WriteReply;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import helpdesktest.SettableClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A reply in the moment in which it can be taken back; time passes when a test says so. */
@WebTest
@TestPropertySource(properties = "helpdesk.reply-hold=10s")
@Import(UnsentReplyTest.StandingClock.class)
class UnsentReplyTest {
  private static final String PASSWORD = DeskStories.PASSWORD;
  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final Pattern BACK = Pattern.compile("/tickets/\\d+/unsent/(\\d+)/back");
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired TicketReader tickets;
  @Autowired HeldReplies held;
  @Autowired TransactionTemplate transaction;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  Agent amina;
  Agent jonas;
  TicketNumber ticket;

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingClock {
    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }
  }

  @BeforeEach
  void aQuestion() {
    amina = stories.agent("Amina Yusuf");
    jonas = stories.agent("Jonas Lind");
    ticket = stories.writes("Ingrid Sandberg", "Parcel " + UUID.randomUUID(), "Where is it?");
  }

  @Test
  @ExtendWith(Browser.class)
  void oneKeyBringsItBackAsItWasAndNothingLeaves(Windows windows) {
    Page page = open(windows, Look.DESKTOP, amina);
    page.fill("#reply-body", "I am asking the carrier now.\n\nWe call you.");
    page.setInputFiles("#reply [name=files]", picture());
    page.press("#reply-body", "Control+Enter");

    Locator unsent = page.locator(".msg.unsent");
    assertThat(unsent).containsText("I am asking the carrier now.");
    assertThat(unsent).containsText("Sending…");
    assertThat(unsent).containsText("label.txt");
    assertThat(page.locator("#sending")).containsText("Your reply leaves in a moment.");
    assertThat(page.locator("#reply-body")).hasValue("");
    assertThat(page.locator("#head .chip").first()).hasText("New");
    page.keyboard().press("z");

    assertThat(unsent).hasCount(0);
    assertThat(page.locator("#sending .toast")).hasCount(0);
    assertThat(page.locator("#reply-body"))
        .hasValue("I am asking the carrier now.\n\nWe call you.");
    assertThat(page.locator("#reply-body")).isFocused();
    assertThat(page.locator("#reply [name=kept]")).isChecked();
    clock.advance(HOLD);
    page.reload();
    assertThat(page.locator("#reply-body"))
        .hasValue("I am asking the carrier now.\n\nWe call you.");
    assertThat(page.locator(".msg.mine")).hasCount(0);
    Assertions.assertThat(mails()).isZero();

    page.press("#reply-body", "Control+Enter");
    assertThat(unsent).containsText("label.txt");
    clock.advance(HOLD);
    assertThat(page.locator(".msg.mine:not(.unsent) .att")).containsText("label.txt");
    assertThat(unsent).hasCount(0);
    assertThat(page.locator("#head .chip").first()).hasText("Waiting on customer");
    assertThat(page.locator(".msg.mine")).hasCount(1);
    Assertions.assertThat(mails()).isEqualTo(1);
  }

  @Test
  @ExtendWith(Browser.class)
  void colleaguesSeeItComeAndGoAndDoNotAnswerOverIt(Windows windows) {
    windows.expect("409");
    Page hers = open(windows, Look.DESKTOP, amina);
    Page his = open(windows, Look.DESKTOP, jonas);
    his.fill("#reply-body", "It leaves today.");

    hers.fill("#reply-body", "The carrier has it.");
    hers.press("#reply-body", "Control+Enter");
    assertThat(his.locator(".msg.unsent")).containsText("The carrier has it.");
    assertThat(his.locator(".msg.unsent button")).hasCount(0);
    assertThat(his.locator("#sending .toast")).hasCount(0);
    his.press("#reply-body", "Control+Enter");
    assertThat(his.locator("#reply-problem")).containsText("Your reply was not sent");
    assertThat(his.locator("#reply-body")).hasValue("It leaves today.");

    hers.locator(".msg.unsent button").click();
    assertThat(his.locator(".msg.unsent")).hasCount(0);
    assertThat(hers.locator("#reply-body")).hasValue("The carrier has it.");
    hers.press("#reply-body", "Control+Enter");
    assertThat(his.locator(".msg.unsent")).hasCount(1);
    clock.advance(HOLD);
    assertThat(his.locator(".msg.mine:not(.unsent)")).containsText("The carrier has it.");
    assertThat(his.locator(".msg.unsent")).hasCount(0);
    assertThat(hers.locator(".msg.unsent")).hasCount(0);
  }

  @Test
  @ExtendWith(Browser.class)
  void whatIsBegunMeanwhileStaysBehindWhatComesBack(Windows windows) {
    Page page = open(windows, Look.DESKTOP, amina);
    page.fill("#reply-body", "First thought.");
    page.press("#reply-body", "Control+Enter");
    assertThat(page.locator(".msg.unsent")).hasCount(1);

    page.fill("#reply-body", "Second thought.");
    page.locator("#sending button").click();

    assertThat(page.locator("#reply-body")).hasValue("First thought.\n\nSecond thought.");
  }

  @Test
  @ExtendWith(Browser.class)
  void theTicketIsSolvedWhenTheReplyLeavesAndThePageSaysSo(Windows windows) {
    Page page = open(windows, Look.DESKTOP, amina);
    page.fill("#reply-body", "It is at your door.");
    page.locator("#reply details.more summary").click();
    page.click("#reply button[value=resolved]");

    assertThat(page.locator(".msg.unsent")).containsText("Sending…, then solved");
    assertThat(page.locator("#sending")).containsText("then " + ticket + " is solved");
    assertThat(page.locator("#notice")).not().containsText("is solved");
    Assertions.assertThat(tickets.byNumber(ticket).status()).isEqualTo(Status.NEW);
    clock.advance(HOLD);

    assertThat(page.locator("#head .chip").first()).hasText("Solved");
    assertThat(page.locator("#sending .toast")).hasCount(0);
  }

  @Test
  @ExtendWith(Browser.class)
  void whatTheDeskRefusesWhenItIsDueComesBackWithTheReason(Windows windows) {
    Page page = open(windows, Look.DESKTOP, amina);
    page.fill("#reply-body", "By hand.");
    page.press("#reply-body", "Control+Enter");
    assertThat(page.locator(".msg.unsent")).hasCount(1);
    desk.reply(desk.idOf(ticket), jonas, WriteReply.text("By a program."));
    clock.advance(HOLD);

    assertThat(page.locator("#sending")).containsText("was not sent");
    assertThat(page.locator("#sending")).containsText("A colleague has just answered");
    shoot(page, "unsent-refused");
    assertAccessible(page);
    Page inbox = windows.signIn(Look.DESKTOP, address(""), amina.email().value(), PASSWORD);
    assertThat(inbox.locator("#rows .tk:has-text('By a program')")).containsText("Draft");
    page.click("#sending button:has-text('Edit again')");
    assertThat(page.locator("#reply-body")).hasValue("By hand.");
    assertThat(page.locator("#sending .callout")).hasCount(0);
  }

  @Test
  @ExtendWith(Browser.class)
  void aClosedTicketStillShowsWhatWasNotSent(Windows windows) {
    Page page = open(windows, Look.DESKTOP, amina);
    page.fill("#reply-body", "Too slow.");
    page.press("#reply-body", "Control+Enter");
    assertThat(page.locator(".msg.unsent")).hasCount(1);
    desk.change(desk.idOf(ticket), TicketChange.status(Status.CLOSED), Actor.agent(jonas));
    clock.advance(HOLD);

    assertThat(page.locator("#sending")).containsText("This ticket is closed.");
    assertThat(page.locator(".msg.unsent")).containsText("Too slow.");
    page.click("#sending button:has-text('Discard')");
    assertThat(page.locator(".msg.unsent")).hasCount(0);
  }

  @Test
  void withoutAnyScriptItIsTakenBackByAPlainForm() {
    String page = "/tickets/" + ticket;
    Visitor visitor = new Visitor(port).signIn(amina.email().value(), PASSWORD);
    visitor.post(page, page + "/reply", Map.of("body", "Plainly said", "key", "k1"));
    String shown = visitor.get(page).body();
    Assertions.assertThat(shown).contains("Plainly said", "Sending…");
    String back = found(shown);

    HttpResponse<String> answer = visitor.post(page, back, Map.of());

    Assertions.assertThat(answer.statusCode()).isEqualTo(302);
    Assertions.assertThat(visitor.get(page).body())
        .containsPattern("<textarea[^>]* id=\"reply-body\"[^>]*>Plainly said</textarea>")
        .doesNotContain("Sending…");
  }

  @Test
  void whoIsTooLateIsToldSo() {
    String page = "/tickets/" + ticket;
    Visitor visitor = new Visitor(port).signIn(amina.email().value(), PASSWORD);
    visitor.post(page, page + "/reply", Map.of("body", "Gone", "key", "k2"));
    String back = found(visitor.get(page).body());
    clock.advance(HOLD);
    await().until(() -> tickets.byNumber(ticket).messages().size() == 2);

    HttpResponse<String> answer = visitor.post(page, back, Map.of());

    Assertions.assertThat(answer.statusCode()).isEqualTo(409);
    Assertions.assertThat(answer.body()).contains("It has been sent already.");
    Assertions.assertThat(tickets.byNumber(ticket).messages())
        .extracting(TicketView.Message::text)
        .containsExactly("Where is it?", "Gone");
  }

  @Test
  void aDraftThatIsSavedMeanwhileAndAReplyThatComesBackDoNotWaitForEachOther() {
    String page = "/tickets/" + ticket;
    Visitor visitor = new Visitor(port).signIn(amina.email().value(), PASSWORD);
    visitor.post(page, page + "/reply", Map.of("body", "Back", "key", "k3"));
    TicketId id = desk.idOf(ticket);
    HeldReply reply = held.of(id, amina.id()).get(0);

    CompletableFuture<Integer> saving =
        transaction.execute(
            status -> {
              held.takeBack(id, reply.id(), amina.id());
              Map<String, String> begun = Map.of("kind", "reply", "body", "Begun", "key", "k4");
              CompletableFuture<Integer> saved =
                  CompletableFuture.supplyAsync(
                      () -> visitor.post(page, page + "/draft", begun).statusCode());
              await().until(this::somebodyWaitsForALock);
              keepDraft(id);
              return saved;
            });

    Assertions.assertThat(saving).isNotNull();
    Assertions.assertThat(saving.join()).isEqualTo(200);
  }

  @Test
  @ExtendWith(Browser.class)
  void itFitsEveryWindowInLightAndDark(Windows windows) {
    Page page = open(windows, Look.DESKTOP, amina);
    page.fill("#reply-body", "Hello Ingrid,\n\nthe carrier has it and calls you today.\n\nAmina");
    page.fill("#reply-cc", "warehouse@shop.example");
    page.setInputFiles("#reply [name=files]", picture());
    page.press("#reply-body", "Control+Enter");
    assertThat(page.locator(".msg.unsent")).hasCount(1);
    for (Look look :
        List.of(Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
      Page seen = open(windows, look, amina);
      assertThat(seen.locator(".msg.unsent")).containsText("Sending…");
      shoot(seen, "unsent-" + name(look));
      assertAccessible(seen);
      assertNothingOverflows(seen);
      seen.setViewportSize(320, 700);
      assertNothingOverflows(seen);
    }
    Page inbox = windows.signIn(Look.DESKTOP, address(""), amina.email().value(), PASSWORD);
    inbox.click("#rows .tk >> nth=0");
    assertThat(inbox.locator(".msg.unsent")).hasCount(1);
    shoot(inbox, "unsent-inbox");
    page.locator("#thread").focus();
    page.keyboard().press("z");
    assertThat(page.locator("#reply [name=kept]")).hasCount(1);
    shoot(page, "unsent-back");
    assertAccessible(page);
  }

  private Page open(Windows windows, Look look, Agent agent) {
    Page page = windows.signIn(look, address(""), agent.email().value(), PASSWORD);
    page.navigate(address("/tickets/" + ticket));
    return page;
  }

  private boolean somebodyWaitsForALock() {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  private void keepDraft(TicketId id) {
    jdbc.sql(
            """
            INSERT INTO draft (agent_id, ticket_id, kind, body, updated_at)
            VALUES (:agent, :ticket, 'reply', 'Back', :now)
            ON CONFLICT (agent_id, ticket_id, kind) DO UPDATE SET body = excluded.body
            """)
        .param("agent", amina.id().value())
        .param("ticket", id.value())
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private static FilePayload picture() {
    return new FilePayload(
        "label.txt", "text/plain", "The label says so.".getBytes(StandardCharsets.UTF_8));
  }

  private static String name(Look look) {
    return look.width() + (look.dark() ? "-dark" : "");
  }

  private static String found(String page) {
    Matcher back = BACK.matcher(page);
    Assertions.assertThat(back.find()).as("a form to take it back").isTrue();
    return back.group();
  }

  private long mails() {
    return jdbc.sql("SELECT count(*) FROM outbound_message WHERE ticket_id = :id")
        .param("id", desk.idOf(ticket).value())
        .query(Long.class)
        .single();
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
