package helpdesk.metrics.measure;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.metrics.timeline.GoldenTimeline;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.ticket.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every ticket, tried on many that chance made from a seed. */
class ContributionsPropertiesTest {
  private static final int TICKETS = 2_000;
  private final Random chance = new Random(20_261_128);

  @Test
  void theOrderInWhichEventsComeDoesNotMatter() {
    for (int n = 0; n < TICKETS; n++) {
      AnyTicket ticket = AnyTicket.by(chance);
      List<LoggedEvent> shuffled = new ArrayList<>(ticket.events());
      Collections.shuffle(shuffled, chance);
      assertThat(ticket.reading(shuffled).contributions(ticket.last()))
          .isEqualTo(ticket.contributions(ticket.last()));
    }
  }

  @Test
  void theHourAtWhichTheyAreComputedDoesNotMatter() {
    for (int n = 0; n < TICKETS; n++) {
      AnyTicket ticket = AnyTicket.by(chance).until(AnyTicket.anyInstant(chance));
      Instant later = ticket.last().plusSeconds(chance.nextInt(40 * 86_400));
      assertThat(ticket.contributions(later)).isEqualTo(ticket.contributions(ticket.last()));
    }
  }

  @Test
  void whatIsKnownAtAnInstantIsWhatTheFactsSayThen() {
    Set<Measure> seen = EnumSet.noneOf(Measure.class);
    for (int n = 0; n < TICKETS; n++) {
      Instant asOf = AnyTicket.anyInstant(chance);
      AnyTicket ticket = AnyTicket.by(chance).until(asOf);
      TicketFacts facts = ticket.facts(asOf);
      List<Contribution> all = ticket.contributions(ticket.last());
      Agreement.check(all, GoldenTimeline.told(facts, ticket.clocks(asOf)), facts, asOf);
      all.forEach(c -> seen.add(c.measure()));
    }
    assertThat(seen).containsExactlyInAnyOrder(Measure.values()); // so that each was tried
  }

  @Test
  void whatBecomesCertainDoesSoAtTheSecondThatIsSaid() {
    for (int n = 0; n < TICKETS; n++) {
      AnyTicket ticket = AnyTicket.by(chance).until(AnyTicket.anyInstant(chance));
      List<Contribution> all = ticket.contributions(ticket.last());
      for (Contribution c : all) {
        if (!c.known().isAfter(ticket.last())) continue;
        for (Instant asOf : List.of(c.known().minusSeconds(1), c.known())) {
          TicketFacts facts = ticket.facts(asOf);
          Agreement.check(all, GoldenTimeline.told(facts, ticket.clocks(asOf)), facts, asOf);
        }
      }
    }
  }
}
