package helpdesk.metrics.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private final Random random = new Random(20261128);

  @Test
  void whatIsPackedComesOutAsItWentIn() {
    for (int size : new int[] {0, 1, 2, 127, 128, 129, 5_000}) {
      long[] numbers = numbers(size);
      assertThat(Values.unpack(Values.of(numbers).pack()).toArray())
          .isEqualTo(Arrays.stream(numbers).mapToInt(n -> (int) n).sorted().toArray());
    }
    long[] edges = {0, 0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Integer.MAX_VALUE};
    assertThat(Values.unpack(Values.of(edges).pack()).toArray())
        .isEqualTo(Arrays.stream(edges).mapToInt(n -> (int) n).toArray());
  }

  @Test
  void whatIsAddedAndTakenGivesWhatIsLeft() {
    for (int round = 0; round < 200; round++) {
      long[] before = numbers(random.nextInt(50));
      long[] added = numbers(random.nextInt(20));
      long[] all = LongStream.concat(Arrays.stream(before), Arrays.stream(added)).toArray();
      long[] taken = Arrays.copyOf(all, random.nextInt(all.length + 1));
      long[] left = Arrays.copyOfRange(all, taken.length, all.length);

      assertThat(Values.of(before).changed(added, taken).toArray())
          .isEqualTo(Values.of(left).toArray());
    }
  }

  @Test
  void whatIsNotThereCannotBeTaken() {
    Values values = Values.of(new long[] {3, 5});
    assertThatThrownBy(() -> values.changed(new long[0], new long[] {4}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> values.changed(new long[] {9}, new long[] {3, 3}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void numbersAreInOrderHoweverManyThereAre() {
    for (int size : new int[] {0, 1, 1_999, 2_000, 70_000}) {
      int[] numbers = random.ints(size, 0, Integer.MAX_VALUE).toArray();
      int[] expected = numbers.clone();
      Arrays.sort(expected);
      Ranks.sort(numbers);
      assertThat(numbers).isEqualTo(expected);
    }
  }

  @Test
  void packsBehindEachOtherAreOneTotal() {
    Total total = new Total();
    long[] all = {};
    for (int day = 0; day < 30; day++) {
      long[] numbers = numbers(random.nextInt(400));
      Values values = Values.of(numbers);
      total.add(values.size(), 0, 0, values.size(), values.sum());
      byte[] pack = values.pack();
      if (pack != null) total.rank(pack);
      all = LongStream.concat(Arrays.stream(all), Arrays.stream(numbers)).toArray();
    }
    Arrays.sort(all);
    assertThat(total.approximate()).isFalse();
    for (double fraction : new double[] {0, 0.1, 0.5, 0.9, 1})
      assertThat(total.quantile(fraction)).isEqualTo(interpolated(all, fraction));
    long limit = all[all.length / 3];
    assertThat(total.upTo(limit)).isEqualTo(count(all, limit)).isPositive();
    assertThat(total.mean()).isCloseTo(Arrays.stream(all).average().orElseThrow(), within(1e-9));
  }

  @Test
  void aHundredThousandAndMoreAreRankedWithinOnePercent() {
    Total total = new Total();
    long[] all = {};
    for (int day = 0; day < 50; day++) {
      long[] numbers = numbers(2_500);
      Values values = Values.of(numbers);
      total.add(values.size(), 0, 0, values.size(), values.sum());
      total.spread(values.spread().pack());
      all = LongStream.concat(Arrays.stream(all), Arrays.stream(numbers)).toArray();
    }
    Arrays.sort(all);
    assertThat(total.approximate()).isTrue();
    for (double fraction : new double[] {0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 1}) {
      double exact = interpolated(all, fraction);
      assertThat(total.quantile(fraction)).isCloseTo(exact, within(exact * 0.01));
    }
  }

  private static long count(long[] all, long limit) {
    return Arrays.stream(all).filter(n -> n <= limit).count();
  }

  private static double interpolated(long[] sorted, double fraction) {
    double rank = fraction * (sorted.length - 1);
    int low = (int) rank;
    return low + 1 == sorted.length
        ? sorted[low]
        : sorted[low] + (rank - low) * (sorted[low + 1] - sorted[low]);
  }

  /** As durations are: mostly short, some very long. */
  private long[] numbers(int size) {
    return LongStream.range(0, size).map(i -> (long) Math.exp(random.nextDouble() * 15)).toArray();
  }
}
