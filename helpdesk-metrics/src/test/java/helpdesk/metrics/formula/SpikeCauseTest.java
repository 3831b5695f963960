package helpdesk.metrics.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpikeCauseTest {
  private static final List<Map<String, Long>> BEFORE =
      List.of(
          Map.of("late", 2L, "return", 40L),
          Map.of("late", 4L, "return", 42L),
          Map.of("return", 38L, "question", 8L),
          Map.of("late", 3L, "return", 41L));

  @Test
  void isTheTagFarthestFromItsOwnMedianAndNotTheLargest() {
    SpikeCause cause =
        SpikeCause.of(VolumeSpike.Kind.SPIKE, Map.of("late", 25L, "return", 45L, "", 99L), BEFORE);

    assertThat(cause).isEqualTo(new SpikeCause("late", 25, 2.5));
    assertThat(cause.excess()).isEqualTo(22.5);
  }

  @Test
  void ofADropMayBeATagThatIsMissingAltogether() {
    SpikeCause cause = SpikeCause.of(VolumeSpike.Kind.DROP, Map.of("late", 3L), BEFORE);

    assertThat(cause).isEqualTo(new SpikeCause("return", 0, 40.5));
  }

  @Test
  void isUnknownWhereNothingWentTheSameWay() {
    assertThat(SpikeCause.of(VolumeSpike.Kind.SPIKE, Map.of("return", 1L), BEFORE)).isNull();
    assertThat(SpikeCause.of(VolumeSpike.Kind.SPIKE, Map.of("late", 9L), List.of())).isNull();
    assertThat(SpikeCause.of(VolumeSpike.Kind.NORMAL, Map.of("late", 9L), BEFORE)).isNull();
  }
}
