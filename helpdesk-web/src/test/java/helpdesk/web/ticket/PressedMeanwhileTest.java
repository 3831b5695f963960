package helpdesk.web.ticket;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.WebTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody presses while the page waits for an answer that redraws what was pressed. */
@WebTest
@ExtendWith(Browser.class)
class PressedMeanwhileTest {
  private static final String PASSWORD = "a quiet harbour";
  @Autowired TicketDesk desk;
  @Autowired Agents agents;
  @LocalServerPort int port;
  private final List<Route> onTheWay = new ArrayList<>();
  Agent ada;
  TicketNumber ticket;

  @BeforeEach
  void open() {
    EmailAddress email = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    ada = agents.create(email, "Ada Lind", Role.AGENT, PASSWORD);
    String kim = "kim-" + UUID.randomUUID() + "@customer.example";
    ticket =
        desk.open(
            new OpenTicket(
                ChannelKind.WEBFORM,
                null,
                "Where is my parcel?",
                "It has not come.",
                null,
                new Party("Kim", new EmailAddress(kim)),
                Priority.NORMAL,
                List.of(),
                null,
                null,
                null,
                null));
  }

  @Test
  void aSecondActionIsNotForgottenWhenTheAnswerToTheFirstArrives(Windows windows) {
    Page page = ticketPage(windows);
    page.route("**/take", onTheWay::add);

    page.waitForRequest("**/take", () -> page.click("#head form[action$='/take'] button"));
    page.press("body", "e");
    onTheWay.forEach(Route::resume);

    PlaywrightAssertions.assertThat(page.locator("#head form[action$='/take']")).hasCount(0);
    PlaywrightAssertions.assertThat(page.locator("#notice .toast")).containsText("is solved");
  }

  private Page ticketPage(Windows windows) {
    String address = "http://localhost:" + port;
    Page page = windows.signIn(Look.DESKTOP, address, ada.email().value(), PASSWORD);
    page.navigate(address + "/tickets/" + ticket);
    return page;
  }
}
