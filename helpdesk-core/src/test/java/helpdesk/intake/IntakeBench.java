package helpdesk.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import helpdesk.ticket.Origin;
import helpdesktest.DatabaseTest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Prints how many small messages a second go through store, interpretation, threading and the event
 * log; asserts nothing. Run by name: {@code ./mvnw test -pl helpdesk-core -am -Dtest=IntakeBench
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@DatabaseTest
class IntakeBench {
  private static final Logger log = LoggerFactory.getLogger(IntakeBench.class);
  private static final int MESSAGES = 4_000;
  @Autowired Intake intake;
  @Autowired InboundWorker worker;

  @Test
  void print() throws InterruptedException {
    round(500);
    round(MESSAGES);
  }

  private void round(int messages) throws InterruptedException {
    long start = System.nanoTime();
    String run = UUID.randomUUID().toString();
    for (int n = 0; n < messages; n++) store(run, n);
    long stored = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int n = 0; n < worker.threads(); n++) {
      Thread thread =
          new Thread(
              () -> {
                while (worker.runOnce()) {}
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) thread.join();
    long done = System.nanoTime();
    log.info(
        "{} messages: stored {}/s (one thread), taken in {}/s ({} threads), both one after the other {}/s",
        messages,
        rate(messages, stored - start),
        rate(messages, done - stored),
        worker.threads(),
        rate(messages, done - start));
  }

  /** Every third message answers the one before it. */
  private void store(String run, int n) {
    String reply = n % 3 == 2 ? "In-Reply-To: " + run + "-" + (n - 1) + "@example.org\n" : "";
    String text =
        "Message-ID: %s-%d@example.org\n%sFrom: customer%d@example.org\nSubject: Order %d\n\n%s"
            .formatted(run, n, reply, n % 3 == 2 ? n - 1 : n, n, "Where is my parcel? ".repeat(40));
    intake.store(
        new Intake.Arrival("test", null, null, Origin.INBOUND, Instant.EPOCH, null),
        new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static long rate(int messages, long nanos) {
    return Math.round(messages * 1e9 / nanos);
  }
}
