package helpdesk.attachment;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads numbered chunks one after the other, holding one in memory. */
public final class ChunkInputStream extends InputStream {
  private final IntFunction<byte @Nullable []> chunks;
  private byte[] current = new byte[0];
  private int next;
  private int at;
  private boolean ended;

  /**
   * @param chunks the bytes of chunk n, counted from 0, or null behind the last
   */
  public ChunkInputStream(IntFunction<byte @Nullable []> chunks) {
    this.chunks = chunks;
  }

  @Override
  public int read() {
    return fill() ? current[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) return 0;
    if (!fill()) return -1;
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() {
    while (!ended && at >= current.length) {
      byte[] chunk = chunks.apply(next++);
      if (chunk == null) ended = true;
      else current = chunk;
      at = 0;
    }
    return !ended;
  }
}
