package helpdesk.web.ticket;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import helpdesk.agent.Agent;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.Browser;
import helpdesk.web.Browser.Look;
import helpdesk.web.Browser.Windows;
import helpdesk.web.Camera;
import helpdesk.web.DeskStories;
import helpdesk.web.WebTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whom a reply goes to, as an agent sees and changes it in a browser. */
@WebTest
@ExtendWith(Browser.class)
class RecipientsPageTest {
  private static final Party JO = new Party("Jo Berg", new EmailAddress("jo@copied.example"));
  private static final Party LEE = new Party(null, new EmailAddress("lee@copied.example"));
  @Autowired DeskStories stories;
  @Autowired TicketReader tickets;
  @LocalServerPort int port;
  Agent amina;

  @BeforeEach
  void anAgent() {
    amina = stories.agent("Amina Yusuf");
  }

  @Test
  void thoseOfTheMessageAreThereAsChipsAndOthersAreAddedAndRemovedByKeyboardAlone(Windows windows) {
    TicketNumber ticket = stories.writesTo("Kim Larsson", "Two of us", "Please help.", List.of(JO));
    Page page = open(windows, Look.DESKTOP, ticket);
    assertThat(chips(page, "to")).hasText(new String[] {"Kim Larsson"});
    assertThat(chips(page, "cc")).hasText(new String[] {"Jo Berg"});

    page.focus("#reply-to");
    page.keyboard().type("mia@new.example");
    page.keyboard().press("Enter");
    page.keyboard().type("ola@new.example,");
    page.keyboard().press("Backspace");
    page.keyboard().press("Delete");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.locator("#reply-cc")).isFocused();
    page.keyboard().press("Backspace");
    page.keyboard().press("Backspace");
    assertThat(page.locator("#reply-cc")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#reply-bcc")).isFocused();
    page.keyboard().type("boss@house.example");
    page.keyboard().press("Tab");

    assertThat(chips(page, "to")).hasText(new String[] {"Kim Larsson", "mia@new.exampleNew here"});
    assertThat(chips(page, "cc")).hasCount(0);
    assertThat(chips(page, "bcc")).hasText(new String[] {"boss@house.exampleNew here"});
    page.focus("#reply-body");
    page.keyboard().type("Here you are.");
    page.keyboard().press("Control+Enter");

    Locator people = page.locator(".msg.mine .people");
    assertThat(people).containsText("Kim Larsson, mia@new.example");
    assertThat(people).containsText("boss@house.example");
    TicketView.Message sent = newest(ticket);
    assertThat(sent.to())
        .extracting(person -> person.email().value())
        .containsExactly("kim.larsson@post.example", "mia@new.example");
    assertThat(sent.to().get(0).name()).isEqualTo("Kim Larsson");
    assertThat(sent.cc()).isEmpty();
    assertThat(sent.bcc()).containsExactly(new Party(null, new EmailAddress("boss@house.example")));
    assertThat(chips(page, "cc"))
        .hasText(new String[] {"Jo Berg"}); // the next reply answers the same message
  }

  @Test
  void whatIsNoAddressIsToldAndNeitherItNorTheTextIsLost(Windows windows) {
    windows.expect("422");
    TicketNumber ticket = stories.writes("Nils Nope", "Wrong", "Hello");
    Page page = open(windows, Look.DESKTOP, ticket);
    page.fill("#reply-body", "Carefully written.");

    page.focus("#reply-cc");
    page.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text', text);"
            + " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
            + " {clipboardData: data, bubbles: true, cancelable: true})); }",
        "\"Berg, Jo\" <jo@copied.example>; lee@copied.example jonas-at-home");

    assertThat(chips(page, "cc"))
        .hasText(new String[] {"Berg, JoNew here", "lee@copied.exampleNew here"});
    assertThat(page.locator("#reply-cc")).hasValue("jonas-at-home");
    assertThat(page.locator("[data-problem]")).hasText("“jonas-at-home” is no email address.");
    page.click("#reply [data-send]");
    assertThat(page.locator("#reply-problem")).hasText("“jonas-at-home” is no email address.");
    assertThat(page.locator("#reply-body")).hasValue("Carefully written.");
    assertThat(chips(page, "cc")).hasCount(2);
    assertThat(tickets.byNumber(ticket).messages()).hasSize(1);

    page.fill("#reply-cc", "jonas@home.example");
    page.click("#reply [data-send]");
    assertThat(page.locator(".msg.mine .people")).containsText("jonas@home.example");
    assertThat(newest(ticket).cc()).hasSize(3);
  }

  @Test
  void aDraftKeepsItsPeopleAndANewerMessageWithOthersIsOfferedAndNotForced(Windows windows) {
    TicketNumber ticket = stories.writesTo("Kim Newer", "Newer", "Please help.", List.of(JO));
    Page page = open(windows, Look.DESKTOP, ticket);
    page.fill("#reply-body", "I am looking into it.");
    page.waitForResponse(
        "**/draft",
        () -> {
          page.fill("#reply-cc", "ola@added.example");
          page.keyboard().press("Enter");
        });

    stories.writesAgain(ticket, LEE, List.of());

    Locator offer = page.locator("#reply-newer .callout");
    assertThat(offer).containsText("lee@copied.example has written since");
    assertThat(chips(page, "to")).hasText(new String[] {"Kim Newer"});
    page.reload();
    assertThat(offer).isVisible();
    assertThat(chips(page, "cc")).hasText(new String[] {"Jo Berg", "ola@added.exampleNew here"});
    assertThat(page.locator("#reply-body")).hasValue("I am looking into it.");
    Camera camera = new Camera();
    camera.shoot(page, "recipients-newer", "desktop-light");
    camera.requireNothingNoted();

    offer.locator("button").click();

    assertThat(offer).hasCount(0);
    assertThat(chips(page, "to")).hasText(new String[] {"lee@copied.exampleNew here"});
    assertThat(chips(page, "cc")).hasCount(0);
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".msg.mine .people")).containsText("lee@copied.example");
    assertThat(newest(ticket).to()).containsExactly(LEE);
  }

  @Test
  void whoIsNotWritingSeesThePeopleOfTheNewestMessageAtOnce(Windows windows) {
    TicketNumber ticket = stories.writesTo("Kim Idle", "Idle", "Please help.", List.of(JO));
    Page page = open(windows, Look.DESKTOP, ticket);

    stories.writesAgain(ticket, LEE, List.of());

    assertThat(chips(page, "to")).hasText(new String[] {"lee@copied.exampleNew here"});
    assertThat(page.locator("#reply-newer .callout")).hasCount(0);
  }

  @Test
  void aFollowerIsTakenOut(Windows windows) {
    TicketNumber ticket = stories.writesTo("Kim Follow", "Follow", "Please help.", List.of(JO));
    Page page = open(windows, Look.DESKTOP, ticket);
    Locator followers = page.locator(".followers li");
    assertThat(followers).hasText(new String[] {"jo@copied.example"});

    followers.locator("button").click();

    assertThat(followers).hasCount(0);
    assertThat(page.locator("#thread")).containsText("removed the follower jo@copied.example");
    assertThat(tickets.byNumber(ticket).followers()).isEmpty();
  }

  @Test
  void filesAreChosenInSeveralGoesTakenOutAndPicturesArePasted(Windows windows) {
    TicketNumber ticket = stories.writes("Fia Files", "Files", "Hello");
    Page page = open(windows, Look.DESKTOP, ticket);
    Locator picked = page.locator("[data-picked] .att .cut");
    Locator chooser = page.locator("#reply [name=files]");

    chooser.setInputFiles(new FilePayload[] {file("one.txt", 10), file("two.txt", 10)});
    chooser.setInputFiles(file("three.txt", 10));
    page.click("[data-picked] button[aria-label='Remove two.txt']");
    assertThat(page.locator("#reply [name=files]")).isFocused();
    page.focus("#reply-body");
    page.keyboard().type("See the picture.");
    pastePicture(page);
    assertThat(picked).hasText(new String[] {"one.txt", "three.txt", "image-1.png"});
    assertThat(page.locator("[data-picked] canvas:visible")).hasCount(1);
    assertThat(page.locator("#reply-body")).hasValue("See the picture.");
    Browser.shoot(page, "recipients-files-desktop-light");

    chooser.setInputFiles(file("huge.bin", 26 << 20));
    assertThat(page.locator("[data-file-problem]"))
        .hasText("The files of a reply can have 25 MB together. What was too much was left out.");
    assertThat(picked).hasCount(3);

    page.click("#reply [data-send]");
    assertThat(page.locator(".msg.mine .att")).hasCount(3);
    assertThat(newest(ticket).files())
        .extracting(TicketView.File::name)
        .containsExactly("one.txt", "three.txt", "image-1.png");
    assertThat(newest(ticket).files())
        .extracting(TicketView.File::inline)
        .containsExactly(false, false, true);
  }

  @Test
  void filesThatAreTooLargeForTheServerAreRefusedAndTheTextIsKept(Windows windows) {
    windows.expect("413");
    TicketNumber ticket = stories.writes("Lars Large", "Large", "Hello");
    Page page = open(windows, Look.DESKTOP, ticket);
    page.fill("#reply-body", "With the whole archive.");
    page.evaluate("document.querySelector('#reply').dataset.largest = '1000000000'");
    page.locator("#reply [name=files]").setInputFiles(file("archive.zip", (25 << 20) + 1));

    page.click("#reply [data-send]");

    assertThat(page.locator("#reply-problem"))
        .hasText("The files have 26 MB together, more than the 25 MB that a reply can carry.");
    assertThat(page.locator("#reply-body")).hasValue("With the whole archive.");
    assertThat(tickets.byNumber(ticket).messages()).hasSize(1);
    page.click("[data-picked] button");
    page.click("#reply [data-send]");
    assertThat(page.locator(".msg.mine")).hasCount(1);
  }

  @Test
  void itLooksRightOnEveryScreen(Windows windows) {
    Party long1 =
        new Party(
            "Maximiliane Freifrau von und zu Hohenstein-Ehrenfels",
            new EmailAddress("maximiliane.hohenstein-ehrenfels@a-very-long-company-name.example"));
    TicketNumber ticket =
        stories.writesTo("Kim Looks", "Looks", "Please help us.", List.of(JO, long1));
    Camera camera = new Camera();
    for (Look look :
        List.of(Look.DESKTOP, Look.DESKTOP.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
      Page page = open(windows, look, ticket);
      page.fill("#reply-cc", "mia@new.example");
      page.keyboard().press("Enter");
      page.fill("#reply-cc", "nobody at all");
      page.keyboard().press("Enter");
      page.click(".bcc summary");
      String name = (look.width() < 700 ? "phone-" : "desktop-") + (look.dark() ? "dark" : "light");
      camera.shoot(page, "recipients", name);
    }
    camera.requireNothingNoted();
  }

  private static void pastePicture(Page page) {
    page.evaluate(
        "async () => { const canvas = Object.assign(document.createElement('canvas'), {width: 60,"
            + " height: 40}); const pen = canvas.getContext('2d'); pen.fillStyle = '#3a50c2';"
            + " pen.fillRect(0, 0, 60, 40); pen.fillStyle = '#fff'; pen.fillRect(20, 10, 20, 20);"
            + " const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));"
            + " const data = new DataTransfer();"
            + " data.items.add(new File([blob], 'image.png', {type: 'image/png'}));"
            + " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
            + " {clipboardData: data, bubbles: true, cancelable: true})); }");
  }

  private static FilePayload file(String name, int size) {
    return new FilePayload(name, "application/octet-stream", new byte[size]);
  }

  private static Locator chips(Page page, String line) {
    return page.locator(".recip:has(#reply-" + line + ") .chip");
  }

  private Page open(Windows windows, Look look, TicketNumber ticket) {
    String address = "http://localhost:" + port;
    Page page = windows.signIn(look, address, amina.email().value(), DeskStories.PASSWORD);
    page.navigate(address + "/tickets/" + ticket);
    return page;
  }

  private TicketView.Message newest(TicketNumber ticket) {
    List<TicketView.Message> messages = tickets.byNumber(ticket).messages();
    return messages.get(messages.size() - 1);
  }
}
