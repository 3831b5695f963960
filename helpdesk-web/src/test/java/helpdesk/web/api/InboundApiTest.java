package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import helpdesk.agent.ApiTokens;
import helpdesk.web.WebTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Over a real connection, as a mail relay would speak. */
@WebTest
class InboundApiTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  @LocalServerPort int port;
  private String token;

  @BeforeEach
  void token() {
    token = ApiCalls.with(mvc, tokens).token();
  }

  @Test
  void aMailHandedInWithWaitIsAnsweredWithItsTicket() throws Exception {
    HttpResponse<String> answer = post("/email?wait=true", mail("wait-1", "Hello"), null);
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, Object> shape = JsonPath.read(answer.body(), "$");
    assertThat(shape)
        .containsEntry("state", "processed")
        .containsEntry("reason", null)
        .containsEntry("suggested_ticket", null)
        .containsKeys("id", "ticket", "message");
    HttpResponse<String> ticket = get("/api/v1/tickets/" + shape.get("ticket"));
    assertThat((String) JsonPath.read(ticket.body(), "$.subject")).isEqualTo("Hello");
    assertThat((Integer) JsonPath.read(ticket.body(), "$.messages[0].id"))
        .isEqualTo(shape.get("message"));
    assertThat((String) JsonPath.read(ticket.body(), "$.messages[0].message_id"))
        .isEqualTo("<wait-1@example.org>");
    HttpResponse<String> again = post("/email?wait=true", mail("wait-1", "Hello"), null);
    assertThat((String) JsonPath.read(again.body(), "$.state")).isEqualTo("duplicate");
    assertThat((Object) JsonPath.read(again.body(), "$.ticket")).isEqualTo(shape.get("ticket"));
  }

  @Test
  void aMailIsSafeWith202AndItsBytesAreKeptAsReceived() throws Exception {
    String mail = mail("kept-1", "Kept");
    HttpResponse<String> answer = post("/email", mail, null);
    assertThat(answer.statusCode()).isEqualTo(202);
    Map<String, Object> shape = JsonPath.read(answer.body(), "$");
    assertThat(shape).containsOnlyKeys("id", "state").containsEntry("state", "received");
    assertThat(get("/api/v1/inbound/" + shape.get("id") + "/raw").body()).isEqualTo(mail);
    assertThat((Object) JsonPath.read(get("/api/v1/inbound/" + shape.get("id")).body(), "$.id"))
        .isEqualTo(shape.get("id"));
  }

  @Test
  void theSameKeyTwiceIsOneReceivedMessage() throws Exception {
    HttpResponse<String> first = post("/email", mail("key-1", "Key"), "mail-key-1");
    HttpResponse<String> second = post("/email", mail("key-1", "Key"), "mail-key-1");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(post("/email", mail("key-2", "Other"), "mail-key-1").statusCode()).isEqualTo(422);
  }

  @Test
  void anEmptyBodyIs400AndAFormIs415() throws Exception {
    assertThat(post("/email", "", null).statusCode()).isEqualTo(400);
    HttpRequest form =
        request("/api/v1/inbound/email")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("a=b"))
            .build();
    assertThat(HTTP.send(form, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  @Test
  void aMailOfSixtyMegabytesIsTakenAndOneOfAHundredAndTenIsRefused() throws Exception {
    assertThat(stream(60 << 20)).isEqualTo(202);
    assertThat(stream(110 << 20)).isEqualTo(413);
  }

  @Test
  void theListCanBeNarrowedToAState() throws Exception {
    post("/email?wait=true", mail("listed-1", "Listed"), null);
    HttpResponse<String> list = get("/api/v1/inbound?state=processed&limit=1");
    assertThat((Integer) JsonPath.read(list.body(), "$.items.length()")).isEqualTo(1);
    assertThat((String) JsonPath.read(list.body(), "$.items[0].state")).isEqualTo("processed");
    assertThat(get("/api/v1/inbound?state=lost").statusCode()).isEqualTo(422);
    int id = JsonPath.read(list.body(), "$.items[0].id");
    assertThat(post("/" + id + "/retry", "", null).statusCode()).isEqualTo(409);
    assertThat(get("/api/v1/inbound/999999999").statusCode()).isEqualTo(404);
  }

  @Test
  void anImportedFileOfMailEndsInTicketsOnce() throws Exception {
    String mbox =
        "From kim Sun Nov 22 10:00:00 2026\n"
            + mail("import-1", "Imported").replace("\r", "")
            + "\n";
    assertThat(counts(mbox)).containsEntry("imported", 1).containsEntry("read", 1);
    assertThat(counts(mbox)).containsEntry("imported", 0).containsEntry("unchanged", 1);
  }

  private Map<String, Object> counts(String mbox) throws Exception {
    HttpRequest request =
        request("/api/v1/import/mail?name=old.mbox")
            .header("Content-Type", "application/mbox")
            .POST(HttpRequest.BodyPublishers.ofString(mbox))
            .build();
    HttpResponse<String> started = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(started.statusCode()).isEqualTo(202);
    String path = "/api/v1/import/" + JsonPath.read(started.body(), "$.job");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> JsonPath.read(get(path).body(), "$.state").equals("done"));
    return JsonPath.read(get(path).body(), "$");
  }

  private int stream(int size) throws Exception {
    byte[] head = mail("large-" + size, "Large").getBytes(StandardCharsets.US_ASCII);
    HttpRequest request =
        request("/api/v1/inbound/email")
            .header("Content-Type", "message/rfc822")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new SequenceInputStream(new ByteArrayInputStream(head), lines(size))))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  /** So many bytes of text in lines, made as they are read. */
  private static InputStream lines(int size) {
    return new InputStream() {
      private int written;

      @Override
      public int read() {
        if (written >= size) return -1;
        return ++written % 70 == 0 ? '\n' : 'x';
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        if (written >= size) return -1;
        int count = Math.min(length, size - written);
        for (int i = 0; i < count; i++) bytes[offset + i] = (byte) read();
        return count;
      }
    };
  }

  private static String mail(String id, String subject) {
    return """
    From: Kim <kim-%s@example.org>
    To: help@shop.example
    Subject: %s
    Message-ID: <%s@example.org>
    Date: Sun, 22 Nov 2026 10:00:00 +0000

    Please help.
    """
        .formatted(id, subject, id)
        .replace("\n", "\r\n");
  }

  private HttpResponse<String> post(String path, String body, String key) throws Exception {
    HttpRequest.Builder request =
        request("/api/v1/inbound" + path)
            .header("Content-Type", "message/rfc822")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) request.header("Idempotency-Key", key);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + token);
  }
}
