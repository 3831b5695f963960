package helpdesk.channel.email;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Makes the lines of a message such that they can be told apart. */
final class LineEnds {
  private static final int LOOK = 8 * 1024;

  private LineEnds() {}

  /** Without empty lines in front; where lines end in CR alone, with LF instead. */
  static InputStream readable(BufferedInputStream in) throws IOException {
    in.mark(LOOK);
    byte[] start = in.readNBytes(LOOK - 1);
    in.reset();
    int blank = 0;
    while (blank < start.length && (start[blank] == '\r' || start[blank] == '\n')) blank++;
    in.skipNBytes(blank);
    boolean hasCr = false;
    for (byte b : start) {
      if (b == '\n') return in;
      hasCr |= b == '\r';
    }
    return hasCr ? new CrToLf(in) : in;
  }

  private static final class CrToLf extends FilterInputStream {
    CrToLf(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      return b == '\r' ? '\n' : b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      int count = super.read(target, offset, length);
      for (int n = offset; n < offset + count; n++) if (target[n] == '\r') target[n] = '\n';
      return count;
    }
  }
}
