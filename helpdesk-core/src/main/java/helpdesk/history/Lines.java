package helpdesk.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other. Of one that is too long only its number is kept. */
final class Lines {
  /** The longest line that is read, in bytes. */
  static final int LONGEST = 1 << 20;

  /**
   * One line.
   *
   * @param number counted from 1
   * @param bytes without the line's end; null if there are more than {@link #LONGEST}
   */
  record Line(long number, byte @Nullable [] bytes) {}

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long number;
  private long read;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line that is not blank, null at the end. */
  @Nullable Line next() throws IOException {
    for (Line line; (line = any()) != null; ) {
      byte[] bytes = line.bytes();
      if (bytes == null || !blank(bytes)) return line;
    }
    return null;
  }

  private static boolean blank(byte[] line) {
    for (byte b : line) if (b != ' ' && b != '\t' && b != '\r') return false;
    return true;
  }

  /** How many bytes were taken so far. */
  long bytesRead() {
    return read;
  }

  private @Nullable Line any() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    boolean some = false;
    for (int b; (b = take()) >= 0 && b != '\n'; some = true) {
      if (line.size() < LONGEST) line.write(b);
      else tooLong = true;
    }
    if (!some && ended()) return null;
    return new Line(++number, tooLong ? null : line.toByteArray());
  }

  private boolean ended() throws IOException {
    return at == end && !fill();
  }

  private int take() throws IOException {
    if (at == end && !fill()) return -1;
    read++;
    return buffer[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    end = Math.max(0, in.read(buffer));
    at = 0;
    return end > 0;
  }
}
