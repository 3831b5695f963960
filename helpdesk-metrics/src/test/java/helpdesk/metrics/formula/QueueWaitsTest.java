package helpdesk.metrics.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueWaitsTest {
  @Test
  void whoGaveUpAtOnceCountsNowhereAndTheLimitItselfIsInTime() {
    QueueWaits waits =
        QueueWaits.of(
            List.of(answered(20), answered(21), gaveUp(9), gaveUp(10)), Duration.ofSeconds(10));
    assertThat(waits.offered()).isEqualTo(3);
    assertThat(waits.shortAbandoned()).isEqualTo(1);
    assertThat(waits.answeredWithin(Duration.ofSeconds(20)).hits()).isEqualTo(1);
    assertThat(waits.answeredWithin(Duration.ofSeconds(20)).n()).isEqualTo(3);
    assertThat(waits.abandonment().lowSample()).isTrue();
  }

  @Test
  void withoutAnybodyThereIsNoRate() {
    QueueWaits waits = QueueWaits.of(List.of(gaveUp(3)), Duration.ofSeconds(10));
    assertThat(waits.abandonment().value()).isNull();
    assertThat(waits.answered().mean()).isNull();
    assertThat(waits.answeredWithin(Duration.ofSeconds(20)).interval()).isNull();
  }

  private static QueueWaits.Contact answered(long seconds) {
    return new QueueWaits.Contact(true, Duration.ofSeconds(seconds));
  }

  private static QueueWaits.Contact gaveUp(long seconds) {
    return new QueueWaits.Contact(false, Duration.ofSeconds(seconds));
  }
}
