package helpdesk.sla;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.story.Story;
import helpdesk.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlaSpentTest {
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

  @Test
  void theTimeUntilABreachWentToWhoHadTheTicketThen() {
    TicketLife life =
        TicketLife.begins(NOON, "normal")
            .at(noon(10))
            .then(new TicketEvent.Assigned(7L))
            .at(noon(30))
            .then(new TicketEvent.StatusChanged("pending"))
            .at(noon(60))
            .then(new TicketEvent.StatusChanged("on_hold"))
            .at(noon(65))
            .then(new TicketEvent.StatusChanged("open"))
            .at(noon(70))
            .then(new TicketEvent.StatusChanged("resolved"))
            .at(noon(90))
            .then(new TicketEvent.StatusChanged("open"));

    SlaSpent spent =
        SlaClocks.spent(
            Story.of(life.events(), noon(200)), SlaPolicies.of(List.of()), null, NOON, noon(100));

    assertThat(spent).isEqualTo(new SlaSpent(minutes(10), minutes(35), minutes(30), minutes(5)));
    assertThat(spent.total()).as("what was solved is nobody's time").isEqualTo(minutes(80));
  }

  private static Instant noon(long minutes) {
    return NOON.plus(minutes(minutes));
  }

  private static Duration minutes(long n) {
    return Duration.ofMinutes(n);
  }
}
