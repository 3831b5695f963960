package helpdesk.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.agent.Agent;
import helpdesk.attachment.Files;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.ticket.WriteReply;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The ticket's page without any script: plain pages and forms. */
@WebTest
class TicketPageTest {
  @Autowired DeskStories stories;
  @Autowired TicketDesk desk;
  @Autowired TicketReader tickets;
  @Autowired Files files;
  @LocalServerPort int port;
  Agent amina;
  Visitor visitor;

  @BeforeEach
  void signIn() {
    amina = stories.agent("Amina Yusuf");
    visitor = new Visitor(port).signIn(amina.email().value(), DeskStories.PASSWORD);
  }

  @Test
  void aStrangersHtmlIsHarmlessAndItsPictureComesFromUs() {
    IncomingFile picture = file("kettle.png", "image/png", "not really a picture", "kettle@1");
    String html =
        "<h1>Hi</h1><script>alert(1)</script><p onclick=\"x()\">See <img src=\"cid:kettle@1\"></p>"
            + "<img src=\"https://tracker.example/p.gif\">";
    TicketNumber number =
        stories.writes("Eve Script", "Html", "Hi See", "Hi See", html, List.of(picture), null);

    String page = visitor.get("/tickets/" + number).body();

    assertThat(page).doesNotContain("alert(1)", "onclick", "tracker.example");
    assertThat(page).contains("<p class=\"b\">Hi</p>").containsPattern("<img src=\"/files/\\d+/");
    assertThat(page.split("<h1", -1)).hasSize(2);
  }

  @Test
  void aFileIsHandedOutOnlyUnderItsSignatureAndNeverRuns() {
    IncomingFile page = file("evil.html", "text/html", "<script>alert(1)</script>", null);
    TicketNumber number =
        stories.writes("Eve Files", "File", "See file", "See file", null, List.of(page), null);
    Matcher link =
        Pattern.compile("/files/(\\d+)/([^/]+)/evil.html")
            .matcher(visitor.get("/tickets/" + number).body());
    assertThat(link.find()).isTrue();

    HttpResponse<String> answer = new Visitor(port).get(link.group());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue("sandbox; default-src 'none'");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    String forged = "/files/" + link.group(1) + "/AAAA" + link.group(2).substring(4) + "/evil.html";
    assertThat(new Visitor(port).get(forged).statusCode()).isEqualTo(404);
  }

  @Test
  void aPlainFormRepliesOnceHoweverOftenItIsSent() {
    TicketNumber number = stories.writes("Tom Twice", "Twice", "Hello");
    String page = "/tickets/" + number;
    Map<String, String> form = Map.of("body", "Once only", "key", "k1", "then", "pending");

    assertThat(visitor.post(page, page + "/reply", form).statusCode()).isEqualTo(302);
    visitor.post(page, page + "/reply", form);

    TicketView ticket = tickets.byNumber(number);
    assertThat(ticket.messages()).hasSize(2);
    assertThat(ticket.status()).isEqualTo(Status.PENDING);
  }

  @Test
  void aRefusedReplyComesBackWithItsWords() {
    TicketNumber number = stories.writes("Cora Conflict", "Conflict", "Hello");
    long seen = tickets.byNumber(number).messages().get(0).id().value();
    desk.reply(desk.idOf(number), stories.agent("Jonas Lind"), WriteReply.text("I was first."));
    String page = "/tickets/" + number;

    HttpResponse<String> answer =
        visitor.post(
            page,
            page + "/reply",
            Map.of("body", "Mine, carefully written", "key", "k2", "seen", Long.toString(seen)));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Your reply was not sent", "Mine, carefully written");
    assertThat(tickets.byNumber(number).messages()).hasSize(2);
  }

  @Test
  void theRecipientsArePlainLinesOfAddresses() {
    Party jo = new Party("Jo \"J\" Berg, Ms", new EmailAddress("jo@copied.example"));
    TicketNumber number = stories.writesTo("Petra Plain", "Plain", "Hello", List.of(jo));
    String page = "/tickets/" + number;
    assertThat(visitor.get(page).body())
        .contains("name=\"to\" value=\"&quot;Petra Plain&quot; &lt;petra.plain@post.example&gt;\"")
        .contains("name=\"cc\" value=\"&quot;Jo J Berg, Ms&quot; &lt;jo@copied.example&gt;\"");
    Map<String, String> form =
        Map.of(
            "body", "Kept words",
            "key", "p1",
            "to", "petra.plain@post.example",
            "cc", "\"Berg, Jo\" <JO@copied.example>, ola@added.example,;",
            "bcc", "boss@house.example not-an-address");

    HttpResponse<String> refused = visitor.post(page, page + "/reply", form);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("“not-an-address” is no email address.", "Kept words", "Berg, Jo")
        .contains("boss@house.example not-an-address", "ola@added.example has not been in this");
    Map<String, String> right = new HashMap<>(form);
    right.put("bcc", "boss@house.example\n\n");
    assertThat(visitor.post(page, page + "/reply", right).statusCode()).isEqualTo(302);
    TicketView.Message sent = tickets.byNumber(number).messages().get(1);
    assertThat(sent.cc())
        .containsExactly(
            new Party("Berg, Jo", new EmailAddress("jo@copied.example")),
            new Party(null, new EmailAddress("ola@added.example")));
    assertThat(sent.bcc()).containsExactly(new Party(null, new EmailAddress("boss@house.example")));
    assertThat(visitor.get(page).body()).doesNotContain("Kept words</textarea>");
  }

  @Test
  void theWordsAreKeptWhenThePeopleOfANewerMessageAreTaken() {
    TicketNumber number = stories.writes("Nora Newer", "Newer", "Hello");
    Party lee = new Party("Lee", new EmailAddress("lee@later.example"));
    stories.writesAgain(number, lee, List.of());
    String page = "/tickets/" + number;

    visitor.post(
        page,
        page + "/recipients",
        Map.of("body", "Half written", "key", "n1", "to", "nora.newer@post.example", "cc", ""));

    assertThat(visitor.get(page).body())
        .contains("Half written</textarea>")
        .contains("name=\"to\" value=\"&quot;Lee&quot; &lt;lee@later.example&gt;\"");
  }

  @Test
  void aChangeOfAnOldVersionIsRefused() {
    TicketNumber number = stories.writes("Olle Old", "Old", "Hello");
    String page = "/tickets/" + number;

    HttpResponse<String> answer =
        visitor.post(page, page + "/priority", Map.of("priority", "urgent", "version", "0"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(visitor.post(page, page + "/priority", Map.of("priority", "soon")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void aCallIsLoggedForTheCustomer() {
    HttpResponse<String> answer =
        visitor.post(
            "/tickets/new",
            "/tickets/new",
            Map.of(
                "channel", "phone",
                "email", "caller@post.example",
                "name", "Carl Caller",
                "subject", "Wants an invoice",
                "text", "Called at noon.",
                "priority", "normal",
                "key", "c1"));

    String ticket = answer.headers().firstValue("Location").orElseThrow();
    assertThat(visitor.get(ticket.replaceAll("^https?://[^/]+", "")).body())
        .contains("Carl Caller", "Wants an invoice", "logged this for the customer");
    HttpResponse<String> wrong =
        visitor.post(
            "/tickets/new",
            "/tickets/new",
            Map.of("channel", "phone", "email", "nobody", "text", "Kept", "priority", "normal"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("not an email address", "Kept");
  }

  private IncomingFile file(String name, String type, String content, String contentId) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new IncomingFile(
        files.store(() -> new ByteArrayInputStream(bytes)),
        name,
        type,
        contentId != null,
        contentId);
  }
}
