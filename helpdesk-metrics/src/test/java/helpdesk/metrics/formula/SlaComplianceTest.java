package helpdesk.metrics.formula;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.metrics.catalog.Window;
import helpdesk.sla.SlaClock;
import helpdesk.sla.SlaTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlaComplianceTest {
  private static final Instant START = Instant.parse("2026-02-09T08:00:00Z");
  private static final Instant DUE = START.plusSeconds(7_200);
  private static final Window DAY = new Window(START, START.plusSeconds(36_000));

  @Test
  void aPromiseCountsWhenItsOutcomeIsCertainAndOnlyThen() {
    SlaClock met = clock(SlaClock.State.MET, START.plusSeconds(60), null);
    SlaClock late = clock(SlaClock.State.BREACHED, START.plusSeconds(90_000), DUE);
    SlaClock stillWaiting = clock(SlaClock.State.BREACHED, null, DUE);
    SlaClock running = clock(SlaClock.State.ACTIVE, null, null);
    SlaClock resting = clock(SlaClock.State.PAUSED, null, null);
    SlaClock givenUp = clock(SlaClock.State.CANCELLED, null, null);
    List<SlaClock> all = List.of(met, late, stillWaiting, running, resting, givenUp);

    SlaCompliance found = SlaCompliance.of(SlaTarget.RESOLUTION, all, DAY);
    assertThat(found.rate().hits()).isEqualTo(1);
    assertThat(found.rate().n()).isEqualTo(3);
    assertThat(List.of(found.active(), found.paused(), found.cancelled())).containsOnly(1L);

    // the day of the late answer says nothing about it: it was lost before
    Window next = new Window(DAY.to(), DAY.to().plusSeconds(86_400));
    SlaCompliance later = SlaCompliance.of(SlaTarget.RESOLUTION, all, next);
    assertThat(later.rate().value()).isNull();
    assertThat(SlaCompliance.of(SlaTarget.FIRST_RESPONSE, all, DAY).rate().n()).isZero();
  }

  @Test
  void aTicketKeepsItsPromisesIfNoneOfThemWasBroken() {
    SlaClock met = clock(SlaClock.State.MET, START.plusSeconds(60), null);
    SlaClock late = clock(SlaClock.State.BREACHED, START.plusSeconds(90_000), DUE);
    assertThat(SlaCompliance.ofTickets(List.of(List.of(met), List.of(met, late), List.of())).hits())
        .isEqualTo(2);
    assertThat(SlaCompliance.ofTickets(List.of()).value()).isNull();
  }

  private static SlaClock clock(
      SlaClock.State state, @Nullable Instant fulfilled, @Nullable Instant breached) {
    return new SlaClock(
        SlaTarget.RESOLUTION,
        0,
        "standard",
        START,
        Duration.ofHours(2),
        Duration.ofHours(1),
        state,
        DUE,
        null,
        fulfilled,
        breached,
        false);
  }
}
