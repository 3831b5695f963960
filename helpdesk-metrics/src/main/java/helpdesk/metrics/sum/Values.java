package helpdesk.metrics.sum;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some whole numbers from 0 on, each as often as it occurs, in ascending order. Packed, each number
 * is its distance from the one before it, seven bits a byte, after how many there are: packs that
 * are put behind each other are a pack of packs.
 */
final class Values {
  static final Values NONE = new Values(new int[0]);
  private final int[] sorted;

  private Values(int[] sorted) {
    this.sorted = sorted;
  }

  /** Of numbers in any order; what is longer than 68 years is cut to that. */
  static Values of(long[] numbers) {
    int[] sorted = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++)
      sorted[i] = (int) Math.min(numbers[i], Integer.MAX_VALUE);
    Arrays.sort(sorted);
    return new Values(sorted);
  }

  /** Of numbers that are in order already. */
  static Values sorted(int[] numbers) {
    return new Values(numbers);
  }

  /** Of one pack. */
  static Values unpack(byte @Nullable [] pack) {
    if (pack == null) return NONE;
    Packed packed = new Packed(pack);
    return new Values(packed.ascending((int) packed.next()));
  }

  byte @Nullable [] pack() {
    if (sorted.length == 0) return null;
    ByteArrayOutputStream out = new ByteArrayOutputStream(sorted.length * 2);
    Packed.write(out, sorted.length);
    int before = 0;
    for (int value : sorted) {
      Packed.write(out, value - before);
      before = value;
    }
    return out.toByteArray();
  }

  /**
   * With some more and without some of them.
   *
   * @throws IllegalStateException if one that is taken away is not there
   */
  Values changed(long[] added, long[] taken) {
    Values more = of(added);
    Values fewer = of(taken);
    int[] result = new int[sorted.length + more.sorted.length - fewer.sorted.length];
    int out = 0;
    int less = 0;
    int a = 0;
    int b = 0;
    while (a < sorted.length || b < more.sorted.length) {
      boolean own = b == more.sorted.length || a < sorted.length && sorted[a] <= more.sorted[b];
      int next = own ? sorted[a++] : more.sorted[b++];
      if (less < fewer.sorted.length && fewer.sorted[less] == next) less++;
      else if (out == result.length) throw missing();
      else result[out++] = next;
    }
    if (less < fewer.sorted.length) throw missing();
    return new Values(result);
  }

  private static IllegalStateException missing() {
    return new IllegalStateException("A sum lacks a value that is to be taken from it");
  }

  /** Them all; not to be changed. */
  int[] toArray() {
    return sorted;
  }

  int size() {
    return sorted.length;
  }

  /** Their sum. */
  long sum() {
    long sum = 0;
    for (int value : sorted) sum += value;
    return sum;
  }

  /** How they spread. */
  Spread spread() {
    Spread spread = new Spread();
    for (int value : sorted) spread.add(value, 1);
    return spread;
  }
}
