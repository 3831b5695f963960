package helpdesk.metrics.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the contributions to a measure amount to over some days. Counts, sums and shares are exact;
 * so are ranks, up to {@value #EXACT} values: beyond, they are off by at most 1 % (docs/metrics.md,
 * B.0).
 */
public final class Total {
  /** So many values at most are ranked one by one. */
  public static final int EXACT = 100_000;

  private long n;
  private long judged;
  private long hits;
  private long measured;
  private long sum;
  private final List<byte[]> packs = new ArrayList<>();
  private final Spread spread = new Spread();
  private final List<Long> more = new ArrayList<>();
  private final List<Long> fewer = new ArrayList<>();
  private int @Nullable [] values;

  Total() {}

  /** Several together: their values are pooled. */
  public static Total of(Collection<Total> parts) {
    Total whole = new Total();
    for (Total part : parts) {
      whole.add(part.n, part.judged, part.hits, part.measured, part.sum);
      whole.packs.addAll(part.packs);
      whole.more.addAll(part.more);
      whole.fewer.addAll(part.fewer);
      whole.spread.add(part.spread);
    }
    return whole;
  }

  void add(long n, long judged, long hits, long measured, long sum) {
    this.n += n;
    this.judged += judged;
    this.hits += hits;
    this.measured += measured;
    this.sum += sum;
  }

  /** Values whose numbers were added already: packs of them, put behind each other. */
  void rank(byte[] values) {
    packs.add(values);
  }

  /** Values whose numbers were added already, one by one. */
  void rank(Long[] values) {
    long[] numbers = new long[values.length];
    for (int i = 0; i < values.length; i++) numbers[i] = values[i];
    byte[] pack = Values.of(numbers).pack();
    if (pack != null) packs.add(pack);
  }

  /** The same as histograms. */
  void spread(byte[] spreads) {
    spread.add(spreads);
  }

  /** One contribution, added or taken back. */
  void change(int sign, @Nullable Boolean hit, @Nullable Long value) {
    add(sign, hit == null ? 0 : sign, Boolean.TRUE.equals(hit) ? sign : 0, 0, 0);
    if (value == null) return;
    measured += sign;
    sum += sign * value;
    (sign > 0 ? more : fewer).add(value);
  }

  /** How many there are. */
  public long n() {
    return n;
  }

  /** How many of them could be a hit. */
  public long judged() {
    return judged;
  }

  /** How many of them are. */
  public long hits() {
    return hits;
  }

  /** How many of them have a value. */
  public long measured() {
    return measured;
  }

  /** The mean of the values, null if there are none. */
  public @Nullable Double mean() {
    return measured == 0 ? null : (double) sum / measured;
  }

  /** Whether ranks are read from a histogram. */
  public boolean approximate() {
    return measured > EXACT;
  }

  /**
   * The value at a fraction of the ranks, between two of them in proportion (PostgreSQL's {@code
   * percentile_cont}); null if there are none.
   *
   * @param fraction 0 for the smallest, 1 for the largest
   */
  public @Nullable Double quantile(double fraction) {
    if (measured == 0) return null;
    double rank = fraction * (measured - 1);
    if (approximate()) return spread().at(rank);
    int[] sorted = values();
    int low = (int) Math.floor(rank);
    double part = rank - low;
    return part == 0 ? sorted[low] : sorted[low] + part * ((double) sorted[low + 1] - sorted[low]);
  }

  /** The largest value, null if there are none. */
  public @Nullable Double max() {
    return quantile(1);
  }

  /** How many values are at most so large. */
  public long upTo(long limit) {
    if (measured == 0) return 0;
    if (approximate()) return Math.min(measured, spread().upTo(limit));
    int[] sorted = values();
    int at = Arrays.binarySearch(sorted, (int) Math.min(limit, Integer.MAX_VALUE));
    if (at < 0) return -at - 1;
    while (at < sorted.length && sorted[at] <= limit) at++;
    return at;
  }

  private int[] values() {
    int[] sorted = values;
    if (sorted == null) values = sorted = merged();
    return sorted;
  }

  private int[] merged() {
    int[] all = new int[(int) measured + fewer.size() - more.size()];
    int at = 0;
    for (byte[] pack : packs) {
      Packed packed = new Packed(pack);
      while (packed.more()) {
        int count = (int) packed.next();
        packed.into(all, at, count);
        at += count;
      }
    }
    if (at != all.length) throw new IllegalStateException("A sum has other values than it counts");
    Ranks.sort(all);
    return Values.sorted(all).changed(array(more), array(fewer)).toArray();
  }

  /** Packs that were read as values are spread here, so that both add up. */
  private Spread spread() {
    for (byte[] pack : packs) {
      Packed packed = new Packed(pack);
      while (packed.more())
        for (int value : packed.ascending((int) packed.next())) spread.add(value, 1);
    }
    packs.clear();
    for (long value : more) spread.add((int) Math.min(value, Integer.MAX_VALUE), 1);
    for (long value : fewer) spread.add((int) Math.min(value, Integer.MAX_VALUE), -1);
    more.clear();
    fewer.clear();
    return spread;
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(v -> v).toArray();
  }
}
