package helpdesk.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static helpdesk.web.Browser.assertAccessible;
import static helpdesk.web.Browser.assertNothingOverflows;
import static helpdesk.web.Browser.shoot;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import helpdesk.agent.Agent;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.WriteReply;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@WebTest
@ExtendWith(Browser.class)
class DeskJourneyTest {
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired TicketReader tickets;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  Agent amina;
  Agent jonas;

  @BeforeEach
  void hire() {
    amina = stories.agent("Amina Yusuf");
    jonas = stories.agent("Jonas Lind");
  }

  @Test
  void anAgentAnswersFromTheListWithTheKeyboardAlone(Windows windows) {
    TicketNumber number =
        stories.writes("Ingrid Sandberg", "Parcel says delivered", "Nothing is here.");
    Page page = signIn(windows, Look.DESKTOP, amina);

    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page.locator("#subject")).hasText("Parcel says delivered");
    Assertions.assertThat(page.url()).endsWith("/tickets/" + number);
    page.keyboard().press("r");
    page.keyboard().type("I am asking the carrier now.");
    assertThat(page.locator("#reply-saved")).hasText("Draft saved");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator(".msg.mine .bub")).containsText("I am asking the carrier now.");
    assertThat(page.locator("#reply-body")).hasValue("");
    assertThat(page.locator("#head .chip").first()).hasText("Waiting on customer");
    Assertions.assertThat(tickets.byNumber(number).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void whatIsWrittenSurvivesAReload(Windows windows) {
    TicketNumber number = stories.writes("Tom Whitfield", "New address", "We are moving.");
    Page page = signIn(windows, Look.DESKTOP, amina);
    page.navigate(address("/tickets/" + number));

    page.keyboard().press("n");
    page.keyboard().type("Ask the warehouse first.");
    assertThat(page.locator("#note-saved")).hasText("Draft saved");
    page.navigate(address("/tickets/" + number + "?compose=note"));

    assertThat(page.locator("#note-body")).hasValue("Ask the warehouse first.");
    assertThat(page.locator("#reply-body")).hasValue("");
  }

  @Test
  void whatIsWrittenSurvivesGoingToAnotherTicketAtOnce(Windows windows) {
    stories.writes("Nils Holm", "Wrong size", "It is too small.");
    TicketNumber number = stories.writes("Alba Serra", "Right size", "It fits.");
    Page page = signIn(windows, Look.DESKTOP, amina);
    page.click("#rows .tk:has-text('Right size')");
    assertThat(page.locator("#subject")).hasText("Right size");

    page.fill("#reply-body", "So glad that it does.");
    page.click("#rows .tk:has-text('Wrong size')");
    assertThat(page.locator("#subject")).hasText("Wrong size");
    assertThat(page.locator("#reply-body")).hasValue("");

    awaitDraft(number, "So glad that it does.");
    page.navigate(address("/tickets/" + number));
    assertThat(page.locator("#reply-body")).hasValue("So glad that it does.");
    page.fill("#reply-body", "So glad that it does. Thank you.");
    page.navigate(address("/inbox"));
    awaitDraft(number, "So glad that it does. Thank you.");
    page.navigate(address("/tickets/" + number));
    assertThat(page.locator("#reply-body")).hasValue("So glad that it does. Thank you.");
  }

  /** What a page sends while it goes is under way when the next one is there already. */
  private void awaitDraft(TicketNumber number, String words) {
    await()
        .until(
            () ->
                jdbc.sql("SELECT body FROM draft WHERE ticket_id = :id AND kind = 'reply'")
                    .param("id", desk.idOf(number).value())
                    .query(String.class)
                    .list()
                    .contains(words));
  }

  @Test
  void twoAgentsSeeEachOtherAndTheSecondAnswerIsHeldBackOnce(Windows windows) {
    windows.expect("409");
    TicketNumber number = stories.writes("Mateo Ruiz", "Refund", "Where is my refund?");
    Page first = signIn(windows, Look.DESKTOP, amina);
    first.navigate(address("/tickets/" + number));
    first.fill("#reply-body", "It leaves today.");
    Page second = signIn(windows, Look.DESKTOP, jonas);
    second.navigate(address("/tickets/" + number));
    assertThat(first.locator("#viewers")).containsText("Jonas Lind is viewing");
    assertThat(second.locator("#writing")).containsText("Amina Yusuf is writing");

    second.fill("#reply-body", "The bank has it since Monday.");
    second.keyboard().press("Control+Enter");
    assertThat(first.locator(".msg.mine")).containsText("The bank has it since Monday.");
    assertThat(first.locator("#reply-body")).hasValue("It leaves today.");
    first.focus("#reply-body");
    first.keyboard().press("Control+Enter");

    assertThat(first.locator("#reply-problem")).containsText("Your reply was not sent");
    assertThat(first.locator("#reply-body")).hasValue("It leaves today.");
    shoot(first, "conflict");
    first.keyboard().press("Control+Enter");
    assertThat(first.locator(".msg.mine")).hasCount(2);
  }

  @Test
  void aMessageThatComesInIsAnnouncedAboveTheListAndMovesNothing(Windows windows) {
    stories.writes("Elsa Nyström", "Cracked lamp", "The shade is cracked.");
    Page page = signIn(windows, Look.DESKTOP, amina);
    int rows = page.locator("#rows .tk").count();

    stories.writes("Oskar Berg", "Missing screws", "Bag C was empty.");

    assertThat(page.locator("#fresh button")).hasText("1 new, show");
    assertThat(page.locator("#rows .tk")).hasCount(rows);
    page.click("#fresh button");
    assertThat(page.locator("#rows .tk").first()).containsText("Missing screws");
  }

  @Test
  void anAnswerFromElsewhereAppearsWithoutReload(Windows windows) {
    TicketNumber number = stories.writes("Priya Raman", "Charged twice", "Two payments.");
    Page page = signIn(windows, Look.DESKTOP, amina);
    page.navigate(address("/tickets/" + number));

    desk.reply(desk.idOf(number), jonas, WriteReply.text("One of them was a reservation."));

    assertThat(page.locator(".msg.mine")).containsText("One of them was a reservation.");
    assertThat(page.locator("#p-assignee")).hasValue(jonas.id().toString());
  }

  @Test
  void solvingIsOneKeyAndCanBeUndone(Windows windows) {
    TicketNumber number = stories.writes("Carmen Vidal", "Mesa", "¿Cuándo vuelve?");
    Page page = signIn(windows, Look.DESKTOP, amina);
    page.navigate(address("/tickets/" + number));

    page.keyboard().press("e");
    assertThat(page.locator("#notice")).containsText("is solved");
    await().until(() -> tickets.byNumber(number).status() == Status.RESOLVED);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();

    assertThat(page.locator("#head .chip").first()).hasText("Open");
  }

  @Test
  void propertiesChangeInPlaceAndTagsComeAndGo(Windows windows) {
    TicketNumber number = stories.writes("Daniel Okafor", "Gift card", "It has expired.");
    Page page = signIn(windows, Look.DESKTOP, amina);
    page.navigate(address("/tickets/" + number));

    page.selectOption("#p-priority", "urgent");
    assertThat(page.locator("#head")).containsText("Urgent");
    page.keyboard().press("Escape");
    page.locator("#subject").click();
    page.keyboard().press("t");
    page.keyboard().type("gift card");
    page.keyboard().press("Enter");

    assertThat(page.locator("form.tag")).containsText("gift card");
    page.click("form.tag button");
    assertThat(page.locator("form.tag")).hasCount(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPageIsAccessibleAndFitsItsWindow(boolean dark, Windows windows) {
    TicketNumber number =
        stories.writes(
            "Felix Dahl",
            "Invoice with company VAT number",
            "Could you reissue the invoice for HL-20790 with our number?\n\n"
                + "> On Monday you wrote\n"
                + "> …",
            "Could you reissue the invoice for HL-20790 with our number?",
            null,
            java.util.List.of(),
            null);
    Look desktop = dark ? Look.DESKTOP.inTheDark() : Look.DESKTOP;
    Look phone = dark ? Look.PHONE.inTheDark() : Look.PHONE;
    for (Look look : java.util.List.of(desktop, phone)) {
      Page page = signIn(windows, look, amina);
      for (String path :
          new String[] {"/inbox", "/inbox?view=spam", "/tickets/" + number, "/tickets/new"}) {
        page.navigate(address(path));
        assertAccessible(page);
        assertNothingOverflows(page);
        page.setViewportSize(320, 700);
        assertNothingOverflows(page);
        page.setViewportSize(look.width(), look.height());
        shoot(
            page, "desk" + path.replaceAll("[^a-z]+", "-") + look.width() + (dark ? "-dark" : ""));
      }
    }
  }

  private Page signIn(Windows windows, Look look, Agent agent) {
    return windows.signIn(
        look, "http://localhost:" + port, agent.email().value(), DeskStories.PASSWORD);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
