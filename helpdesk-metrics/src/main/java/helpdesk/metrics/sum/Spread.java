package helpdesk.metrics.sum;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A histogram whose bins grow with the values: each is at most 2 % wide, so that its middle is off
 * by at most 1 %. Bins add up, which single percentiles do not.
 */
final class Spread {
  private static final double WIDTH = Math.log(1.0198);

  /** Values below have a bin each: there 2 % are less than 1. */
  private static final int SINGLE = 50;

  private static final int BINS = bin(Integer.MAX_VALUE) + 1;
  private final long[] counts = new long[BINS];

  /** In which bin a value is. */
  static int bin(int value) {
    if (value < SINGLE) return value;
    return SINGLE + (int) (Math.log(value / (double) SINGLE) / WIDTH);
  }

  /** The value that stands for a bin. */
  static double middle(int bin) {
    if (bin < SINGLE) return bin;
    double from = SINGLE * Math.exp((bin - SINGLE) * WIDTH);
    double to = from * Math.exp(WIDTH);
    return 2 * from * to / (from + to);
  }

  void add(int value, long times) {
    counts[bin(value)] += times;
  }

  void add(Spread other) {
    for (int bin = 0; bin < BINS; bin++) counts[bin] += other.counts[bin];
  }

  /** Adds what packs hold that were put behind each other. */
  void add(byte[] packs) {
    Packed packed = new Packed(packs);
    while (packed.more()) {
      int bin = -1;
      for (long left = packed.next(); left > 0; left--) {
        bin += (int) packed.next();
        counts[bin] += packed.next();
      }
    }
  }

  /** Null if it is empty. */
  byte @Nullable [] pack() {
    int used = 0;
    for (long count : counts) if (count != 0) used++;
    if (used == 0) return null;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Packed.write(out, used);
    int before = -1;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] == 0) continue;
      Packed.write(out, bin - before);
      Packed.write(out, counts[bin]);
      before = bin;
    }
    return out.toByteArray();
  }

  /** The value at a rank, the smallest being 0; between two ranks it is interpolated. */
  double at(double rank) {
    long low = (long) Math.floor(rank);
    double below = middle(binOf(low));
    double part = rank - low;
    return part == 0 ? below : below + part * (middle(binOf(low + 1)) - below);
  }

  private int binOf(long rank) {
    long seen = 0;
    int last = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] == 0) continue;
      last = bin;
      seen += counts[bin];
      if (seen > rank) return bin;
    }
    return last;
  }

  /** About how many are at most so large. */
  long upTo(long limit) {
    int last = bin((int) Math.min(limit, Integer.MAX_VALUE));
    long seen = 0;
    for (int bin = 0; bin <= last; bin++) seen += counts[bin];
    return seen;
  }
}
