package helpdesk.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.calendar.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class BusinessTimeGoldenTest {
  @TestFactory
  Stream<DynamicTest> durations() {
    Golden golden = Golden.read("business-duration.json");
    return golden.tests(
        test -> {
          Instant start = Golden.instant(test.get("start"));
          Instant end = Golden.instant(test.get("end"));
          Duration took = BusinessTime.between(golden.calendar(test), start, end);
          assertThat(took.toSeconds()).isEqualTo(test.get("expected").get("seconds").asLong());
        });
  }

  @TestFactory
  Stream<DynamicTest> deadlines() {
    Golden golden = Golden.read("business-add.json");
    return golden.tests(
        test -> {
          Duration business = Duration.ofSeconds(test.get("seconds").asLong());
          JsonNode due = test.get("expected").get("due_at");
          assertThat(
                  BusinessTime.add(
                      golden.calendar(test), Golden.instant(test.get("start")), business))
              .isEqualTo(
                  due.isNull()
                      ? java.util.Optional.empty()
                      : java.util.Optional.of(Golden.instant(due)));
        });
  }
}
