package helpdesk.metrics.sum;

import java.io.ByteArrayOutputStream;

/**
 * Whole numbers from 0 on, seven bits a byte, the lowest first; the last byte has its top bit 0.
 */
final class Packed {
  private final byte[] bytes;
  private int at;

  Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean more() {
    return at < bytes.length;
  }

  long next() {
    byte b = bytes[at++];
    if (b >= 0) return b;
    long number = b & 0x7f;
    for (int shift = 7; ; shift += 7) {
      b = bytes[at++];
      number |= (long) (b & 0x7f) << shift;
      if (b >= 0) return number;
    }
  }

  /** So many numbers of which each is told by its distance from the one before it. */
  int[] ascending(int count) {
    int[] numbers = new int[count];
    into(numbers, 0, count);
    return numbers;
  }

  void into(int[] numbers, int from, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value += (int) next();
      numbers[from + i] = value;
    }
  }

  static void write(ByteArrayOutputStream out, long number) {
    long rest = number;
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
