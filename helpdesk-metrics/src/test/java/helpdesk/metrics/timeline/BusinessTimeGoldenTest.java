package helpdesk.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.calendar.BusinessTime;
import helpdesktest.GoldenCases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class BusinessTimeGoldenTest {
  @TestFactory
  Stream<DynamicTest> durations() {
    GoldenCases cases = GoldenCases.read("business-duration.json");
    GoldenCalendars calendars = new GoldenCalendars(cases);
    return cases.tests(
        test -> {
          Instant start = GoldenCases.instant(test.get("start"));
          Instant end = GoldenCases.instant(test.get("end"));
          Duration took = BusinessTime.between(calendars.named(test.get("calendar")), start, end);
          assertThat(took.toSeconds()).isEqualTo(test.get("expected").get("seconds").asLong());
        });
  }

  @TestFactory
  Stream<DynamicTest> deadlines() {
    GoldenCases cases = GoldenCases.read("business-add.json");
    GoldenCalendars calendars = new GoldenCalendars(cases);
    return cases.tests(
        test -> {
          Duration business = Duration.ofSeconds(test.get("seconds").asLong());
          JsonNode due = test.get("expected").get("due_at");
          assertThat(
                  BusinessTime.add(
                      calendars.named(test.get("calendar")),
                      GoldenCases.instant(test.get("start")),
                      business))
              .isEqualTo(due.isNull() ? Optional.empty() : Optional.of(GoldenCases.instant(due)));
        });
  }
}
