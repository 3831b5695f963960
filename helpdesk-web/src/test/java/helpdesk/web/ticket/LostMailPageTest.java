package helpdesk.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.channel.Channel;
import helpdesk.channel.Channels;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.OpenTicket;
import helpdesk.ticket.Priority;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.WriteReply;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An answer that did not arrive, on the pages. The mailbox has no server, so nothing leaves. */
@WebTest
class LostMailPageTest {
  private static final String PASSWORD = "a quiet harbour";
  @Autowired TicketDesk desk;
  @Autowired TicketReader reader;
  @Autowired Agents agents;
  @Autowired Channels channels;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  Agent ada;
  TicketNumber ticket;

  @BeforeEach
  void bounce() {
    EmailAddress email = new EmailAddress("ada-" + UUID.randomUUID() + "@desk.example");
    ada = agents.create(email, "Ada Lind", Role.AGENT, PASSWORD);
    Channel mailbox =
        channels.createEmail(
            new EmailAddress("help-" + UUID.randomUUID() + "@desk.example"), "Desk", null);
    String kim = "kim-" + UUID.randomUUID() + "@customer.example";
    ticket =
        desk.open(
            new OpenTicket(
                ChannelKind.EMAIL,
                mailbox.id(),
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
    desk.reply(desk.idOf(ticket), ada, WriteReply.text("It is on its way to you."));
    int bounced =
        jdbc.sql(
                """
                UPDATE outbound_message
                   SET state = 'bounced', reason = 'no_such_address', next_attempt_at = NULL, sent_at = created_at,
                       lease = NULL, leased_until = NULL,
                       detail = '550 5.1.1 no such user here', returned_for = ARRAY[CAST(:kim AS text)]
                 WHERE ticket_id = :id
                """)
            .param("kim", kim)
            .param("id", desk.idOf(ticket).value())
            .update();
    assertThat(bounced).isEqualTo(1);
  }

  @Test
  void anotherAddressGetsTheMailAndIsTheCustomersFromNowOn() {
    Visitor visitor = new Visitor(port).signIn(ada.email().value(), PASSWORD);
    assertThat(visitor.get("/tickets/" + ticket).body()).contains("There is no such address.");
    assertThat(visitor.get("/inbox").body()).contains("Not delivered");
    String better = "kim-" + UUID.randomUUID() + "@new.example";

    String path = "/tickets/" + ticket + "/deliveries/" + outbound() + "/address";
    visitor.post("/tickets/" + ticket, path, Map.of("address", better));

    assertThat(reader.byNumber(ticket).requester().email()).isEqualTo(better);
    assertThat(
            jdbc.sql("SELECT payload -> 'to' ->> 0 FROM outbound_message WHERE id = :id")
                .param("id", outbound())
                .query(String.class)
                .single())
        .contains(better);
    assertThat(visitor.get("/tickets/" + ticket).body())
        .doesNotContain("There is no such address.");
  }

  @Test
  void theBannerGoesOnceSomebodyHasDealtWithIt() {
    Visitor visitor = new Visitor(port).signIn(ada.email().value(), PASSWORD);
    String path = "/tickets/" + ticket + "/deliveries/" + outbound() + "/settled";

    visitor.post("/tickets/" + ticket, path, Map.of());

    assertThat(visitor.get("/tickets/" + ticket).body()).doesNotContain("id=\"lost-");
  }

  @Test
  @ExtendWith(Browser.class)
  void theBannerSaysWhyAndWhatToDo(Windows windows) {
    String address = "http://localhost:" + port;
    for (Look look : List.of(Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE)) {
      Page page = windows.signIn(look, address, ada.email().value(), PASSWORD);
      String name = look.width() + (look.dark() ? "-dark" : "");
      Browser.shoot(page, "lost-inbox-" + name);
      page.navigate(address + "/tickets/" + ticket);
      Browser.shoot(page, "lost-ticket-" + name);
      page.click(".readdress summary");
      Browser.shoot(page, "lost-address-" + name);
      Browser.assertAccessible(page);
      Browser.assertNothingOverflows(page);
    }
    Page page = windows.signIn(Look.DESKTOP, address, ada.email().value(), PASSWORD);
    page.navigate(address + "/tickets/" + ticket);
    page.click("text=Leave it");
    PlaywrightAssertions.assertThat(page.locator("#returned .callout")).hasCount(0);
  }

  @Test
  @ExtendWith(Browser.class)
  void whatIsPressedWhileThePageCatchesUpIsNotForgotten(Windows windows) {
    String address = "http://localhost:" + port;
    Page page = windows.signIn(Look.DESKTOP, address, ada.email().value(), PASSWORD);
    List<Route> onTheWay = new ArrayList<>();
    page.route("**/news?*", onTheWay::add);

    // a new page asks for what it may have missed as soon as it hears of changes
    page.waitForRequest("**/news?*", () -> page.navigate(address + "/tickets/" + ticket));
    page.click("text=Leave it");
    page.unroute("**/news?*");
    onTheWay.forEach(Route::resume);

    PlaywrightAssertions.assertThat(page.locator("#returned .callout")).hasCount(0);
  }

  private long outbound() {
    return jdbc.sql("SELECT id FROM outbound_message WHERE ticket_id = :id")
        .param("id", desk.idOf(ticket).value())
        .query(Long.class)
        .single();
  }
}
