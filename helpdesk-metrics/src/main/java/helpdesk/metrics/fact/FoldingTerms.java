package helpdesk.metrics.fact;

import helpdesk.calendar.Calendar;
import helpdesk.metrics.measure.Contribution;
import helpdesk.metrics.measure.Contributions;
import helpdesk.metrics.measure.MeasureSettings;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.metrics.timeline.Timeline;
import helpdesk.sla.SlaPromises;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * All that folding a ticket needs besides its events, as it was read at one moment: read once, it
 * serves any number of tickets.
 *
 * @param calendar by which business times run
 * @param promises what is and was promised
 * @param settings what the definitions leave to a house
 */
record FoldingTerms(Calendar calendar, SlaPromises promises, MeasureSettings settings) {
  /**
   * What a ticket is, and what it gives to the figures.
   *
   * @param facts as of its last event
   */
  record Folded(TicketFacts facts, List<Contribution> contributions) {}

  /**
   * Folds the whole story of one ticket.
   *
   * @param events all its events, in any order
   */
  Folded fold(List<LoggedEvent> events) {
    Instant last =
        events.stream().map(LoggedEvent::occurredAt).max(Comparator.naturalOrder()).orElseThrow();
    TicketFacts facts = facts(events, last);
    return new Folded(facts, Contributions.of(facts, promises.clocks(events, last), settings));
  }

  /**
   * The facts of one ticket as of an instant.
   *
   * @throws IllegalArgumentException if the ticket did not exist then
   */
  TicketFacts facts(List<LoggedEvent> events, Instant asOf) {
    return Timeline.of(events, calendar, asOf, settings.folding());
  }
}
