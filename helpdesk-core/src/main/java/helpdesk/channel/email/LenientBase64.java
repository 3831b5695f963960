package helpdesk.channel.email;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Decodes base64 as it comes: without padding at the end, with padding in the middle where a
 * program put pieces together, with anything in between. No byte that is there is lost.
 */
final class LenientBase64 extends FilterInputStream {
  private int bits;
  private int count;

  LenientBase64(InputStream in) {
    super(new BufferedInputStream(in, 16 * 1024));
  }

  @Override
  public int read() throws IOException {
    for (int c; (c = super.read()) != -1; ) {
      if (c == '=') {
        count = 0;
        continue;
      }
      int value = value(c);
      if (value < 0) continue;
      bits = bits << 6 | value;
      count += 6;
      if (count >= 8) {
        count -= 8;
        return bits >> count & 0xff;
      }
    }
    return -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int read = 0;
    for (int b; read < length && (b = read()) != -1; ) target[offset + read++] = (byte) b;
    return read == 0 && length > 0 ? -1 : read;
  }

  private static int value(int c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
