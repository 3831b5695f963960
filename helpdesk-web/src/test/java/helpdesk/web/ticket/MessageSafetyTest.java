package helpdesk.web.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import helpdesk.attachment.Files;
import helpdesk.intake.Intake;
import helpdesk.shared.Sequences;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.Origin;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.DeskStories;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of a message may harm, and what its reader is told, without any script. */
@WebTest
class MessageSafetyTest {
  @Autowired DeskStories stories;
  @Autowired TicketReader tickets;
  @Autowired Files files;
  @Autowired Intake intake;
  @Autowired JdbcClient jdbc;
  @Autowired Sequences sequences;
  @LocalServerPort int port;
  Visitor visitor;

  @BeforeEach
  void signIn() {
    visitor =
        new Visitor(port)
            .signIn(stories.agent("Amina Yusuf").email().value(), DeskStories.PASSWORD);
  }

  @Test
  void remoteImagesStayAwayUntilTheAgentAsksAndThenComeFromUs() {
    String address = "https://shop.example/banner.png";
    TicketNumber number =
        html("Rita Remote", "<p>Look</p><img src=\"" + address + "\" alt=\"Our banner\">");
    TicketView.Message message = tickets.byNumber(number).messages().get(0);
    String before = visitor.get("/tickets/" + number).body();
    assertThat(before)
        .contains("One remote image is held back", "Show remote images", "[Our banner]");
    assertThat(before).doesNotContain(address);

    fetched(message.id().value(), address);

    String after = visitor.get("/tickets/" + number).body();
    assertThat(after).containsPattern("<img[^>]*src=\"/files/\\d+/[^\"]+/banner.png\"");
    assertThat(after).doesNotContain(address, "held back");
    assertThat(tickets.byNumber(number).messages().get(0).files()).isEmpty();
  }

  @Test
  void aPictureOnOurOwnMachineIsNeverAskedFor() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer inside =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    inside.createContext("/", exchange -> requests.incrementAndGet());
    inside.start();
    String address = "http://127.0.0.1:" + inside.getAddress().getPort() + "/inside.png";
    TicketNumber number = html("Ivo Inside", "<p>Look</p><img src=\"" + address + "\">");
    String page = "/tickets/" + number;
    long message = tickets.byNumber(number).messages().get(0).id().value();

    HttpResponse<String> answer =
        visitor.post(page, page + "/messages/" + message + "/images", Map.of());

    inside.stop(0);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(page + "#m-" + message);
    assertThat(requests).hasValue(0);
    assertThat(visitor.get(page).body()).contains("held back");
  }

  @Test
  void aFileThatCanRunIsFlaggedAndSvgIsNoPicture() {
    IncomingFile program = file("invoice.pdf.exe", "application/pdf", null);
    IncomingFile drawing = file("logo.svg", "image/svg+xml", "logo@1");
    TicketNumber number =
        stories.writes(
            "Xena Exe",
            "Files",
            "See",
            "See",
            "<p>See <img src=\"cid:logo@1\"></p>",
            List.of(program, drawing),
            null);

    String page = visitor.get("/tickets/" + number).body();

    assertThat(page).contains("A file here can run a program", "att danger", "logo.svg");
    assertThat(page).doesNotContainPattern("<img[^>]*logo.svg");
  }

  @Test
  void aSenderWhoseProofsFailIsCalledInDoubt() {
    TicketNumber number =
        received(
            "Authentication-Results: mx.desk.example; spf=pass; dmarc=fail\n"
                + "From: boss@bank.example\n"
                + "Subject: Urgent\n\n"
                + "Pay now",
            StandardCharsets.UTF_8);

    assertThat(visitor.get("/tickets/" + number).body())
        .contains("This may not be who it says.", "DMARC failed");
  }

  @Test
  void aMessageInAFalseCharsetIsDecodedAgainByAPlainForm() {
    TicketNumber number =
        received(
            "From: eva@example.org\nSubject: Hi\n\nPříliš žluťoučký",
            Charset.forName("windows-1250"));
    String page = "/tickets/" + number;
    long message = tickets.byNumber(number).messages().get(0).id().value();
    String way = page + "/messages/" + message + "/charset";
    assertThat(visitor.get(page).body()).contains("Decode again as…").doesNotContain("žluťoučký");

    assertThat(visitor.post(page, way, Map.of("charset", "windows-1250")).statusCode())
        .isEqualTo(302);

    assertThat(visitor.get(page).body())
        .contains("Příliš žluťoučký", "had a message decoded as windows-1250");
    assertThat(visitor.post(page, way, Map.of("charset", "x-nonsense")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void aSignatureAndAnInvitationAreShown() {
    TicketNumber number =
        received(
            """
            From: host@example.org
            Subject: Meeting
            Content-Type: multipart/signed; boundary=b

            --b
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            BEGIN:VEVENT
            SUMMARY:Contract review
            DTSTART:20261201T090000Z
            LOCATION:Room 4
            END:VEVENT
            END:VCALENDAR
            --b
            Content-Type: application/pkcs7-signature; name=smime.p7s

            x
            --b--
            """,
            StandardCharsets.UTF_8);

    assertThat(visitor.get("/tickets/" + number).body())
        .contains(
            "Signed", "Invitation:", "Contract review", ", Room 4", "invitation.ics", "smime.p7s")
        .contains("This message has no text.");
  }

  private TicketNumber html(String name, String html) {
    String safe = helpdesk.ticket.SafeHtml.of(html);
    return stories.writes(name, "Pictures", "Look", "Look", safe, List.of(), null);
  }

  private TicketNumber received(String mail, Charset charset) {
    Intake.Arrival arrival =
        new Intake.Arrival("api", null, null, Origin.INBOUND, Instant.now(), null);
    long id = intake.store(arrival, new ByteArrayInputStream(mail.getBytes(charset)));
    Long number = intake.await(id, Duration.ofSeconds(20)).ticket();
    return new TicketNumber(java.util.Objects.requireNonNull(number));
  }

  /** As if the picture had been fetched from a public server. */
  private void fetched(long message, String address) {
    IncomingFile picture = file("banner.png", "image/png", null);
    jdbc.sql(
            """
            INSERT INTO attachment (id, message_id, sha256, name, type, size, inline, fetched_from)
            VALUES (:id, :message, :sha, 'banner.png', 'image/png', 4, true, :from)
            """)
        .param("id", sequences.next("attachment_id_seq"))
        .param("message", message)
        .param("sha", HexFormat.of().parseHex(picture.file().sha256()))
        .param("from", address)
        .update();
  }

  private IncomingFile file(String name, String type, String contentId) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return new IncomingFile(
        files.store(() -> new ByteArrayInputStream(bytes)),
        name,
        type,
        contentId != null,
        contentId);
  }
}
