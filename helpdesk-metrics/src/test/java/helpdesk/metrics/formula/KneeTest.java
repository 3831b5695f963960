package helpdesk.metrics.formula;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.metrics.formula.SpeedAndSatisfaction.Rated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KneeTest {
  @Test
  void liesWhereSatisfactionFalls() {
    // 200 answered within the hour, 19 of 20 satisfied; 200 later, 1 of 2
    List<Rated> tickets = rated(200, Duration.ofSeconds(20), 20);
    tickets.addAll(rated(200, Duration.ofHours(8), 2));

    Knee knee = Knee.of(tickets);

    assertThat(knee).isNotNull();
    // a minute times a power of the root of two, and the smallest such that tells them apart
    double octaves = Math.log(knee.limit().toSeconds() / 60.0) / Math.log(2);
    assertThat(octaves * 2).isCloseTo(Math.rint(octaves * 2), within());
    assertThat(knee.limit()).isLessThan(Duration.ofHours(8));
    assertThat(knee.faster().value()).isGreaterThan(knee.slower().value());
    assertThat(knee.faster().n()).isGreaterThanOrEqualTo(30);
    assertThat(knee.faster().n() + knee.slower().n()).isEqualTo(400);
  }

  @Test
  void isExactlyTheFirstEdgeBehindAllFastTickets() {
    List<Rated> tickets = new ArrayList<>();
    for (int i = 0; i < 100; i++) tickets.add(new Rated(Duration.ofSeconds(200), 5));
    for (int i = 0; i < 100; i++) tickets.add(new Rated(Duration.ofSeconds(100_000), 1));

    Knee knee = Knee.of(tickets);

    assertThat(knee).isNotNull();
    // 60, 85, 120, 170, 240: within 170 s is nobody, within 240 s are all the fast ones
    assertThat(knee.limit()).isEqualTo(Duration.ofSeconds(240));
    assertThat(knee.faster().hits()).isEqualTo(100);
    assertThat(knee.slower().hits()).isZero();
  }

  @Test
  void isNotFoundWhereSpeedMakesNoDifference() {
    List<Rated> tickets = rated(300, Duration.ofSeconds(20), 4);
    tickets.addAll(rated(300, Duration.ofHours(8), 4));

    assertThat(Knee.of(tickets)).isNull();
  }

  @Test
  void isNotFoundWhereTheSlowAreTheSatisfiedOnes() {
    List<Rated> tickets = rated(300, Duration.ofSeconds(20), 2);
    tickets.addAll(rated(300, Duration.ofHours(8), 20));

    assertThat(Knee.of(tickets)).isNull();
  }

  @Test
  void isNotFoundAmongTooFew() {
    List<Rated> tickets = new ArrayList<>();
    for (int i = 0; i < 29; i++) tickets.add(new Rated(Duration.ofSeconds(200), 5));
    for (int i = 0; i < 100; i++) tickets.add(new Rated(Duration.ofSeconds(100_000), 1));

    assertThat(Knee.of(tickets)).isNull();
    assertThat(Knee.of(List.of())).isNull();
    tickets.add(new Rated(Duration.ofSeconds(200), 5));
    assertThat(Knee.of(tickets)).isNotNull();
  }

  /** Some tickets that took longer and longer, of which one in so many is not satisfied. */
  private static List<Rated> rated(int n, Duration step, int oneIn) {
    return new ArrayList<>(
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    new Rated(
                        step.compareTo(Duration.ofHours(1)) > 0
                            ? step.plusSeconds(60L * i)
                            : Duration.ofSeconds(30 + step.toSeconds() * i / 2),
                        i % oneIn == 0 ? 1 : 5))
            .toList());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.01);
  }
}
