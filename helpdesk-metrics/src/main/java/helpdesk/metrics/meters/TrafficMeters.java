package helpdesk.metrics.meters;

import helpdesk.metrics.fact.FactsMoved;
import helpdesk.metrics.measure.Contribution;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts what happens, on the node that followed it; monitoring adds the nodes up. What a crash
 * loses here is lost only for monitoring: the dashboard reads the facts.
 */
@Component
class TrafficMeters {
  private static final Duration[] LIMITS = {
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(3),
    Duration.ofHours(6),
    Duration.ofHours(24),
    Duration.ofDays(3)
  };
  private final MeterRegistry registry;

  TrafficMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @TransactionalEventListener
  void on(FactsMoved moved) {
    for (Contribution c : moved.contributions()) {
      switch (c.measure()) {
        case CREATED -> count("helpdesk.tickets.received", c);
        case FIRST_RESPONSE -> record("helpdesk.first.response.time", c);
        case FIRST_RESOLUTION -> {
          count("helpdesk.tickets.resolved", c);
          record("helpdesk.resolution.time", c);
        }
        default -> {}
      }
    }
  }

  private void count(String meter, Contribution what) {
    registry.counter(meter, "channel", what.channel()).increment();
  }

  private void record(String meter, Contribution took) {
    Long seconds = took.calendar();
    if (seconds == null) return;
    Timer.builder(meter)
        .tag("channel", took.channel())
        .serviceLevelObjectives(LIMITS)
        .register(registry)
        .record(Duration.ofSeconds(seconds));
  }
}
