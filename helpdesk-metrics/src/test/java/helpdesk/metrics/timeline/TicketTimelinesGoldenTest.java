package helpdesk.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaClocks;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TicketTimelinesGoldenTest {
  @TestFactory
  Stream<DynamicTest> timelines() {
    return GoldenTimeline.tests(
        ticket -> {
          List<LoggedEvent> events = ticket.events();
          Instant asOf = ticket.asOf();
          TicketFacts facts = Timeline.of(events, ticket.calendar(), asOf, ticket.settings());
          List<SlaClock> clocks = SlaClocks.of(events, ticket.policies(), ticket.calendar(), asOf);
          assertThat(GoldenTimeline.told(facts, clocks)).isEqualTo(ticket.expected());
          // what counts nowhere has no clocks, and the case does not speak of them
          if (facts.excluded() != null) assertThat(clocks).isEmpty();
        });
  }
}
