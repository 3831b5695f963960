package helpdesk.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.EmailAddress;
import helpdesk.web.Visitor;
import helpdesk.web.WebTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class LiveStreamsTest {
  private static final String PASSWORD = "a long enough password";
  @Autowired Agents agents;
  @Autowired LiveUpdates updates;
  @LocalServerPort int port;
  Visitor agent;

  @BeforeEach
  void signIn() {
    EmailAddress email = new EmailAddress("live@example.org");
    if (agents.byEmail(email).isEmpty()) agents.create(email, "Liv", Role.AGENT, PASSWORD);
    agent = new Visitor(port).signIn(email.value(), PASSWORD);
  }

  @Test
  void aPageHearsOnlyWhatItAskedForAndABurstAsFewEvents() throws IOException {
    List<String> events = new CopyOnWriteArrayList<>();
    HttpResponse<java.io.InputStream> stream = agent.follow("/events?topics=ticket-17,job-3");
    assertThat(stream.statusCode()).isEqualTo(200);
    Thread reader = new Thread(() -> read(stream, events));
    reader.start();
    await().until(() -> !events.isEmpty());

    IntStream.range(0, 50).forEach(i -> updates.publish("ticket-17"));
    updates.publish("ticket-18");
    updates.publish("job-3");

    await().until(() -> events.contains("event:job-3"));
    stream.body().close();
    assertThat(events).contains("event:ticket-17").doesNotContain("event:ticket-18");
    assertThat(events.stream().filter("event:ticket-17"::equals).count()).isLessThan(25);
  }

  @Test
  void anUnknownTopicIsRefused() {
    assertThat(agent.get("/events?topics=inbox,secrets").statusCode()).isEqualTo(422);
  }

  @Test
  void aStrangerHearsNothing() {
    assertThat(new Visitor(port).get("/events?topics=inbox").statusCode()).isEqualTo(302);
  }

  private static void read(HttpResponse<java.io.InputStream> stream, List<String> events) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) if (!line.isBlank()) events.add(line);
    } catch (IOException closed) {
      events.add("closed");
    }
  }
}
