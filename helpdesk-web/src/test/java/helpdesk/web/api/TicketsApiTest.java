package helpdesk.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import helpdesk.agent.ApiTokens;
import helpdesk.web.WebTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebTest
class TicketsApiTest {
  @Autowired MockMvcTester mvc;
  @Autowired ApiTokens tokens;
  private ApiCalls api;

  @BeforeEach
  void token() {
    api = ApiCalls.with(mvc, tokens);
  }

  @Test
  void aTicketIsMergedIntoAnotherAndSaysSo() {
    int one = ticket("one@example.org", "One");
    int two = ticket("two@example.org", "Two");
    String merge = "/api/v1/tickets/" + two + "/merge";

    MvcTestResult merged = api.post(merge, "{\"into\": " + one + "}");

    assertThat(merged).hasStatusOk();
    List<Object> messages = read(merged, "$.messages");
    assertThat(messages).hasSize(2);
    int into = read(api.get("/api/v1/tickets/" + two), "$.merged_into");
    assertThat(into).isEqualTo(one);
    assertThat(api.post(merge, "{\"into\": " + one + "}")).hasStatusOk();
    assertThat(api.post(merge, "{}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.post("/api/v1/tickets/" + two + "/notes", "{\"text\": \"Too late\"}"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Test
  void anOpenedTicketHasTheShapeThatIsPromised() {
    MvcTestResult opened =
        api.post(
            "/api/v1/tickets",
            """
            {"subject": "Where is my parcel?", "text": "It is late.", "channel": "phone", "priority": "high",
             "tags": ["Late-by-shipper"], "language": "es-MX",
             "requester": {"email": "Kim@Example.org", "name": "Kim"}}
            """);
    assertThat(opened).hasStatus(HttpStatus.CREATED);
    int number = read(opened, "$.number");
    assertThat(opened).headers().hasValue("Location", "/api/v1/tickets/" + number);
    MvcTestResult ticket = api.get("/api/v1/tickets/" + number);
    assertThat(ticket).hasStatusOk().headers().hasValue("ETag", "\"1\"");
    Map<String, Object> shape = read(ticket, "$");
    assertThat(shape)
        .containsEntry("version", 1)
        .containsEntry("subject", "Where is my parcel?")
        .containsEntry("status", "new")
        .containsEntry("priority", "high")
        .containsEntry("channel", "phone")
        .containsEntry("language", "es")
        .containsEntry("assignee", null)
        .containsEntry("team", null)
        .containsEntry("tags", List.of("late-by-shipper"))
        .containsEntry("spam", false)
        .containsEntry("merged_into", null)
        .containsKeys("created_at", "updated_at");
    assertThat((String) shape.get("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    Map<String, Object> requester = read(ticket, "$.requester");
    assertThat(requester)
        .containsOnlyKeys("id", "name", "email")
        .containsEntry("name", "Kim")
        .containsEntry("email", "kim@example.org");
    Map<String, Object> message = read(ticket, "$.messages[0]");
    assertThat(message)
        .containsKeys("id", "at", "to", "cc", "subject", "attachments")
        .containsEntry("kind", "customer")
        .containsEntry("from", Map.of("name", "Kim", "email", "kim@example.org"))
        .containsEntry("text", "It is late.")
        .containsEntry("visible_text", "It is late.")
        .containsEntry("html", null)
        .containsEntry("delivery", null)
        .containsEntry("message_id", null);
  }

  @Test
  void htmlIsSanitisedAndGivesItsText() {
    int number =
        read(
            api.post(
                "/api/v1/tickets",
                """
                {"subject": "Html", "requester": {"email": "html@example.org"},
                 "html": "<p>One</p><script>alert(1)</script><ul><li>two</li></ul>"}
                """),
            "$.number");
    MvcTestResult ticket = api.get("/api/v1/tickets/" + number);
    assertThat((String) read(ticket, "$.messages[0].html"))
        .contains("<p>One</p>")
        .doesNotContain("script");
    assertThat((String) read(ticket, "$.messages[0].text")).isEqualTo("One\n\n- two");
  }

  @Test
  void everyFaultOfANewTicketIsNamed() {
    MvcTestResult refused =
        api.post(
            "/api/v1/tickets",
            "{\"priority\": \"asap\", \"requester\": {\"email\": \"nobody\"}, \"tags\": \"x\"}");
    assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    List<String> fields = read(refused, "$.errors[*].field");
    assertThat(fields).contains("subject", "priority", "requester.email", "tags");
  }

  @Test
  void aChangeIsMadeOnlyForTheVersionThatWasLookedAt() {
    int number = ticket("patched@example.org", "Patch me");
    String path = "/api/v1/tickets/" + number;
    String email = agent("Ines");
    MvcTestResult changed =
        api.patch(
            path,
            "{\"status\": \"pending\", \"priority\": \"urgent\", \"assignee\": \"%s\", \"tags\": [\"b\", \"a\"], \"subject\": \"Patched\"}"
                .formatted(email),
            "\"1\"");
    assertThat(changed).hasStatusOk().headers().hasValue("ETag", "\"2\"");
    Map<String, Object> shape = read(changed, "$");
    assertThat(shape)
        .containsEntry("status", "pending")
        .containsEntry("priority", "urgent")
        .containsEntry("subject", "Patched")
        .containsEntry("tags", List.of("a", "b"));
    assertThat((String) read(changed, "$.assignee.email")).isEqualTo(email);
    MvcTestResult stale = api.patch(path, "{\"priority\": \"low\"}", "\"1\"");
    assertThat(stale)
        .hasStatus(HttpStatus.PRECONDITION_FAILED)
        .hasContentType("application/problem+json");
    assertThat(api.patch(path, "{\"assignee\": null}", null)).hasStatusOk();
    MvcTestResult freed = api.get(path);
    assertThat((Object) read(freed, "$.assignee")).isNull();
    assertThat((String) read(freed, "$.priority")).isEqualTo("urgent");
  }

  @Test
  void aChangeThatTheDeskRefusesIsAProblem() {
    String path = "/api/v1/tickets/" + ticket("refused@example.org", "Refuse me");
    assertThat(api.patch(path, "{\"status\": \"new\"}", null)).hasStatusOk();
    assertThat(api.patch(path, "{\"status\": \"open\"}", null)).hasStatusOk();
    assertThat(api.patch(path, "{\"status\": \"new\"}", null))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.patch(path, "{\"assignee\": \"nobody@example.org\"}", null))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(api.get("/api/v1/tickets/999999999")).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(api.get("/api/v1/tickets/abc")).hasStatus(HttpStatus.NOT_FOUND);
  }

  @Test
  void aReplyIsAnAgentsAnswerAndANoteStaysInTheHouse() {
    String path = "/api/v1/tickets/" + ticket("reply@example.org", "Answer me");
    String email = agent("Ola");
    MvcTestResult reply =
        api.post(
            path + "/replies",
            "{\"text\": \"Here it is.\", \"agent\": \"%s\", \"cc\": [\"boss@example.org\"]}"
                .formatted(email));
    assertThat(reply).hasStatus(HttpStatus.CREATED);
    Map<String, Object> message = read(reply, "$");
    assertThat(message).containsEntry("kind", "agent").containsEntry("text", "Here it is.");
    assertThat((String) read(reply, "$.cc[0].email")).isEqualTo("boss@example.org");
    assertThat(api.post(path + "/notes", "{\"text\": \"Called them.\"}"))
        .hasStatus(HttpStatus.CREATED)
        .bodyJson()
        .extractingPath("$.kind")
        .isEqualTo("note");
    assertThat(api.post(path + "/replies", "{\"text\": \" \"}"))
        .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    MvcTestResult events = api.get(path + "/events");
    List<String> types = read(events, "$.items[*].type");
    assertThat(types)
        .containsExactly(
            "ticket_created",
            "customer_message",
            "agent_reply",
            "assigned",
            "status_changed",
            "internal_note");
    Map<String, Object> answered = read(events, "$.items[2]");
    assertThat(answered)
        .containsKeys("id", "at", "recorded_at", "message", "agent", "channel")
        .containsEntry("type", "agent_reply");
    assertThat((String) read(events, "$.items[2].actor.type")).isEqualTo("agent");
    assertThat((String) read(events, "$.items[5].actor.name")).isEqualTo("API");
  }

  @Test
  void theLogCanBeReadPageByPage() {
    String path = "/api/v1/tickets/" + ticket("pages@example.org", "Read my log");
    api.post(path + "/notes", "{\"text\": \"one\"}");
    api.post(path + "/notes", "{\"text\": \"two\"}");
    List<Integer> ids = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; cursor != null && pages < 10; pages++) {
      MvcTestResult page = api.get(path + "/events?limit=1&cursor=" + cursor);
      ids.addAll(JsonPath.<List<Integer>>read(text(page), "$.items[*].id"));
      cursor = read(page, "$.next_cursor");
    }
    List<Integer> whole = read(api.get(path + "/events"), "$.items[*].id");
    assertThat(ids).isEqualTo(whole).hasSize(4).isSorted();
  }

  @Test
  void aReplySentTwiceUnderOneKeyIsOneMessage() {
    String path = "/api/v1/tickets/" + ticket("twice@example.org", "Once only");
    MvcTestResult first = api.post(path + "/replies", "{\"text\": \"Once.\"}", "r1");
    MvcTestResult second = api.post(path + "/replies", "{\"text\": \"Once.\"}", "r1");
    assertThat(second).hasStatus(HttpStatus.CREATED).bodyText().isEqualTo(text(first));
    assertThat((Integer) read(api.get(path), "$.messages.length()")).isEqualTo(2);
  }

  @Test
  void theListIsWalkedWithoutGapsAndNarrowedByEachFilter() {
    Set<Integer> mine = new LinkedHashSet<>();
    for (int i = 0; i < 7; i++) mine.add(ticket("walker@example.org", "Walk " + i));
    String base = "/api/v1/tickets?requester=walker@example.org&sort=-updated_at&assignee=";
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; cursor != null && pages < 10; pages++) {
      MvcTestResult page = api.get(base + "&limit=3&cursor=" + cursor);
      seen.addAll(JsonPath.<List<Integer>>read(text(page), "$.items[*].number"));
      cursor = read(page, "$.next_cursor");
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(mine).doesNotHaveDuplicates();
    Map<String, Object> item = read(api.get(base), "$.items[0]");
    assertThat(item)
        .containsKeys("number", "version", "subject", "status", "requester", "updated_at")
        .doesNotContainKey("messages");

    int one = mine.iterator().next();
    String email = agent("Filter");
    api.patch(
        "/api/v1/tickets/" + one,
        "{\"assignee\": \"%s\", \"tags\": [\"walked\"]}".formatted(email),
        null);
    for (String filter :
        List.of("assignee=" + email, "tag=walked", "status=open,pending", "q=walk%200"))
      assertThat(numbers(base.replace("&assignee=", "&") + filter)).containsExactly(one);
    assertThat(numbers(base + "none")).hasSize(6);
    assertThat(numbers(base + "&channel=email")).isEmpty();
    assertThat(numbers(base + "&updated_since=2100-01-01T00:00:00Z")).isEmpty();
    assertThat(numbers("/api/v1/tickets?requester=stranger@example.org")).isEmpty();
  }

  @Test
  void aFaultyFilterIsNamed() {
    for (String filter :
        List.of(
            "status=done",
            "assignee=nobody@example.org",
            "team=nowhere",
            "channel=fax",
            "updated_since=yesterday",
            "sort=subject",
            "limit=0",
            "q=%00")) {
      MvcTestResult refused = api.get("/api/v1/tickets?" + filter);
      assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      assertThat((String) read(refused, "$.errors[0].field"))
          .isEqualTo(filter.substring(0, filter.indexOf('=')));
    }
    assertThat(api.get("/api/v1/tickets?cursor=!")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private List<Integer> numbers(String path) {
    return read(api.get(path), "$.items[*].number");
  }

  private int ticket(String email, String subject) {
    return read(
        api.post(
            "/api/v1/tickets",
            "{\"subject\": \"%s\", \"text\": \"Please.\", \"requester\": {\"email\": \"%s\"}}"
                .formatted(subject, email)),
        "$.number");
  }

  private String agent(String name) {
    String email = name.toLowerCase(java.util.Locale.ROOT) + "@desk.example";
    api.post("/api/v1/agents", "{\"email\": \"%s\", \"name\": \"%s\"}".formatted(email, name));
    return email;
  }

  private static <T> T read(MvcTestResult result, String path) {
    return JsonPath.read(text(result), path);
  }

  private static String text(MvcTestResult result) {
    return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }
}
