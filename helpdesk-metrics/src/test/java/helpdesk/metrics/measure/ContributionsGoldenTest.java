package helpdesk.metrics.measure;

import helpdesk.metrics.timeline.GoldenTimeline;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.Timeline;
import helpdesk.sla.SlaClocks;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every worked timeline, folded at its last event and read later, gives the figures it is worth.
 */
class ContributionsGoldenTest {
  @TestFactory
  Stream<DynamicTest> contributions() {
    return GoldenTimeline.tests(
        ticket -> {
          Instant asOf = ticket.asOf();
          List<LoggedEvent> events =
              ticket.events().stream().filter(e -> !e.occurredAt().isAfter(asOf)).toList();
          Instant last =
              events.stream().map(LoggedEvent::occurredAt).max(Instant::compareTo).orElseThrow();
          TicketFacts facts = Timeline.of(events, ticket.calendar(), last, ticket.settings());
          List<Contribution> contributions =
              Contributions.of(
                  facts,
                  SlaClocks.of(events, ticket.policies(), ticket.calendar(), last),
                  MeasureSettings.of(ticket.settings()));
          Agreement.check(contributions, ticket.expected(), facts, asOf);
        });
  }
}
