package helpdesk.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Actor;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Merging, possible replies, spam and the bin: by plain forms, and in a browser. */
@WebTest
class MergingPagesTest {
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired TicketReader tickets;
  @Autowired Agents agents;
  @LocalServerPort int port;
  final String subject = "Parcel " + UUID.randomUUID();
  Agent amina;
  Visitor visitor;

  @BeforeEach
  void signIn() {
    amina = stories.agent("Amina Yusuf");
    visitor = new Visitor(port).signIn(amina.email().value(), DeskStories.PASSWORD);
  }

  @Test
  void twoTicketsAboutTheSameAreMergedAfterALookAndTheMergeIsUndone() {
    TicketNumber first = stories.writes("Ingrid Sandberg", subject, "Where is it?");
    TicketNumber second = stories.writes("Ingrid Sandberg", "Re: " + subject, "Still nothing.");
    String look = "/tickets/" + second + "/merge?into=" + first;
    assertThat(visitor.get("/tickets/" + second).body()).contains(look);
    assertThat(visitor.get("/tickets/" + first).body()).contains(look);
    assertThat(visitor.get(look).body()).contains("Merge into " + first, "It can be undone");

    HttpResponse<String> merged =
        visitor.post(look, "/tickets/" + second + "/merge", Map.of("into", first.toString()));

    assertThat(merged.headers().firstValue("Location"))
        .hasValueSatisfying(
            to -> assertThat(to).endsWith("/tickets/" + first + "?merged=" + second));
    String page = visitor.get("/tickets/" + first + "?merged=" + second).body();
    assertThat(page)
        .contains("Still nothing.", "is part of this one now", "merged ticket " + second);
    assertThat(visitor.get("/tickets/" + second).body())
        .contains("was merged into another", "Undo the merge")
        .doesNotContain("id=\"reply-body\"", "id=\"p-status\"");

    visitor.post(
        "/tickets/" + first + "?merged=" + second, "/tickets/" + second + "/merge/undo", Map.of());
    assertThat(tickets.byNumber(second).messages()).hasSize(1);
    assertThat(tickets.byNumber(second).mergedInto()).isNull();
  }

  @Test
  void aTicketThatCannotTakeAnotherInIsRefusedInWords() {
    TicketNumber source = stories.writes("Tom Whitfield", subject, "Hello");
    TicketNumber spam = stories.writes("Eve Spam", subject + "!", "Buy");
    desk.markSpam(desk.idOf(spam), true, Actor.agent(amina));
    String page = "/tickets/" + source + "/merge?into=";

    assertThat(visitor.get(page + spam).body()).contains("It takes no other in");
    assertThat(visitor.get(page + source).body()).contains("merged into itself");
    assertThat(visitor.get(page + "999999999").statusCode()).isEqualTo(422);
    assertThat(visitor.get(page + "nonsense").body()).contains("no ticket with that number");
  }

  @Test
  void aPossibleReplyIsShownOnBothTicketsAndTakenInWithOneClick() {
    TicketNumber ticket = stories.writes("Mateo Ruiz", subject, "My refund?");
    TicketNumber reply = stories.namesNumber("Lucia Ruiz", "Re: refund", "I am his wife.", ticket);
    assertThat(visitor.get("/tickets/" + reply).body())
        .contains("may be an answer", "Move to " + ticket);
    assertThat(visitor.get("/tickets/" + ticket).body())
        .contains("Lucia Ruiz wrote what may be an answer", "Take it in");

    visitor.post(
        "/tickets/" + ticket, "/tickets/" + reply + "/possible-reply", Map.of("accept", "true"));

    assertThat(tickets.byNumber(ticket).messages())
        .extracting(TicketView.Message::text)
        .containsExactly("My refund?", "I am his wife.");
    assertThat(tickets.byNumber(reply).mergedInto()).isEqualTo(ticket);
  }

  @Test
  void aDismissedPossibleReplyIsGoneFromBoth() {
    TicketNumber ticket = stories.writes("Priya Raman", subject, "Charged twice");
    TicketNumber reply = stories.namesNumber("Rolf Other", "Hi", "Something else.", ticket);

    HttpResponse<String> answer =
        visitor.post(
            "/tickets/" + ticket,
            "/tickets/" + reply + "/possible-reply",
            Map.of("accept", "false", "from", ticket.toString()));

    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/tickets/" + ticket);
    assertThat(visitor.get("/tickets/" + ticket).body()).doesNotContain("Take it in");
    assertThat(visitor.get("/tickets/" + reply).body()).contains("said that it is no reply");
  }

  @Test
  void aBlockedSenderIsHeldForSpamWithTheReasonUntilAllowed() {
    TicketNumber first = stories.writes("Spammy Sam", subject, "Buy now");
    visitor.post("/tickets/" + first, "/tickets/" + first + "/block", Map.of("blocked", "true"));

    TicketNumber next = stories.writes("Spammy Sam", "More", "Buy more");
    assertThat(visitor.get("/tickets/" + next).body())
        .contains("Spam: the sender spammy.sam@post.example is on the block list.");
    assertThat(visitor.get("/inbox?view=spam").body()).contains("Buy more", "Buy now");
    assertThat(visitor.get("/inbox").body()).doesNotContain("Buy more");

    visitor.post("/tickets/" + next, "/tickets/" + next + "/allow", Map.of());
    assertThat(tickets.byNumber(next).spam()).isFalse();
    assertThat(tickets.byNumber(stories.writes("Spammy Sam", "Hi", "A question")).spam()).isFalse();
  }

  @Test
  void whatIsDeletedWaitsInTheBinAndOnlyAnAdministratorDeletesItForGood() {
    TicketNumber number = stories.writes("Gone Gustav", subject, "Delete me");
    visitor.post(
        "/inbox", "/inbox/" + number + "/trash?view=unassigned", Map.of("trashed", "true"));
    assertThat(visitor.get("/inbox?view=trash").body()).contains("Delete me");
    assertThat(visitor.get("/tickets/" + number).body())
        .contains("in the bin", "Restore")
        .doesNotContain("Delete for good");
    assertThat(visitor.get("/admin/tickets/" + number + "/deletion").statusCode()).isEqualTo(403);
    visitor.post("/tickets/" + number, "/tickets/" + number + "/trash", Map.of("trashed", "false"));
    assertThat(tickets.byNumber(number).trashed()).isFalse();
    desk.trash(desk.idOf(number), true, Actor.agent(amina));

    Visitor boss = new Visitor(port).signIn(boss().email().value(), DeskStories.PASSWORD);
    String page = "/admin/tickets/" + number + "/deletion";
    assertThat(boss.get(page).body()).contains("for good?", "Nothing brings them back");
    boss.post(page, page, Map.of());

    assertThat(boss.get("/tickets/" + number).statusCode()).isEqualTo(404);
  }

  @Test
  @ExtendWith(Browser.class)
  void inABrowserTheListPutsAwayAndTheTicketTellsWhatItHasToDoWith(Windows windows) {
    TicketNumber ticket = stories.writes("Elsa Nyström", subject, "The shade is cracked.");
    stories.namesNumber("Oskar Nyström", "Lamp", "I have a photo of it.", ticket);
    stories.writes("Elsa Nyström", "Re: " + subject, "Any news?");
    TicketNumber junk = stories.writes("Junk Jim", "Cheap pills", "Buy them.");
    String address = "http://localhost:" + port;
    Page page = windows.signIn(Look.DESKTOP, address, amina.email().value(), DeskStories.PASSWORD);

    page.navigate(address + "/inbox");
    var row = page.locator("#rows li", new Page.LocatorOptions().setHasText("Cheap pills"));
    row.first().hover();
    Browser.shoot(page, "list-acts");
    row.first().locator(".acts button[name=spam]").click();
    PlaywrightAssertions.assertThat(row).hasCount(0);
    PlaywrightAssertions.assertThat(page.locator("#filed"))
        .containsText(junk + " is among the spam");
    Browser.shoot(page, "list-filed");
    page.locator("#filed button").click();
    PlaywrightAssertions.assertThat(row).hasCount(1);

    page.navigate(address + "/tickets/" + ticket);
    PlaywrightAssertions.assertThat(page.locator("#hints .callout")).hasCount(2);
    looks(page, "ticket-hints", windows, "/tickets/" + ticket);
    page.locator(".deeds button", new Page.LocatorOptions().setHasText("Delete")).click();
    PlaywrightAssertions.assertThat(page.locator("#notice")).containsText("is in the bin");
    PlaywrightAssertions.assertThat(page.locator("#hints")).containsText("Restore");
    Browser.shoot(page, "ticket-trashed");
    page.locator("#notice button").click();
    PlaywrightAssertions.assertThat(page.locator("#hints")).not().containsText("Restore");

    page.locator("#hints button[value=true]").click();
    PlaywrightAssertions.assertThat(page.locator("#thread")).containsText("I have a photo of it.");
    PlaywrightAssertions.assertThat(page.locator("#notice"))
        .containsText("is part of this one now");
    Browser.shoot(page, "ticket-merged");
    page.locator("#hints a.btn").click();
    PlaywrightAssertions.assertThat(page.locator("h1")).containsText("Merge ticket");
    looks(page, "merge", windows, page.url().replace(address, ""));
  }

  private void looks(Page page, String name, Windows windows, String path) {
    Browser.assertAccessible(page);
    Browser.assertNothingOverflows(page);
    Browser.shoot(page, name);
    String address = "http://localhost:" + port;
    for (Look look : List.of(Look.DESKTOP.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
      Page other = windows.signIn(look, address, amina.email().value(), DeskStories.PASSWORD);
      other.navigate(address + path);
      Browser.assertAccessible(other);
      Browser.assertNothingOverflows(other);
      Browser.shoot(other, name + "-" + look.width() + (look.dark() ? "-dark" : ""));
    }
  }

  private Agent boss() {
    EmailAddress address = new EmailAddress("boss-" + UUID.randomUUID() + "@desk.example");
    return agents.create(address, "Boss", Role.ADMINISTRATOR, DeskStories.PASSWORD);
  }
}
