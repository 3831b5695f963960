package helpdesk.metrics.meters;

import helpdesk.metrics.fact.FactsMoved;
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
    moved
        .created()
        .forEach(
            channel ->
                registry.counter("helpdesk.tickets.received", "channel", channel).increment());
    for (FactsMoved.Took first : moved.firstResolutions()) {
      registry.counter("helpdesk.tickets.resolved", "channel", first.channel()).increment();
      record("helpdesk.resolution.time", first);
    }
    moved.firstResponses().forEach(took -> record("helpdesk.first.response.time", took));
  }

  private void record(String meter, FactsMoved.Took took) {
    Timer.builder(meter)
        .tag("channel", took.channel())
        .serviceLevelObjectives(LIMITS)
        .register(registry)
        .record(Duration.ofSeconds(took.seconds()));
  }
}
