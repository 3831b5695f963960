package helpdesk.channel.email;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts of one message while it is read: small ones in memory, the others one behind the
 * other in one temporary file. The file has no name left where the system allows that, so even a
 * killed process leaves nothing behind.
 */
final class Spool implements Closeable {
  private static final int SMALL = 64 * 1024;
  private static final int MEMORY = 4 * 1024 * 1024;
  private static final int BUFFER = 64 * 1024;

  private @Nullable FileChannel file;
  private @Nullable Path path;
  private long end;
  private int inMemory;

  /** What one part holds; it can be opened until the spool is closed. */
  interface Content {
    long size();

    InputStream open() throws IOException;

    /** Its first bytes, at most so many. */
    default byte[] first(int count) throws IOException {
      try (InputStream in = open()) {
        return in.readNBytes(count);
      }
    }
  }

  /** Reads the stream to its end and keeps what it gave. */
  Content keep(InputStream in) throws IOException {
    byte[] head = in.readNBytes(SMALL);
    if (head.length < SMALL && inMemory + head.length <= MEMORY) {
      inMemory += head.length;
      return new InMemory(head);
    }
    long start = end;
    FileChannel target = file();
    append(target, head, head.length);
    byte[] buffer = new byte[BUFFER];
    for (int count; (count = in.read(buffer)) != -1; ) append(target, buffer, count);
    return new InFile(target, start, end - start);
  }

  private void append(FileChannel target, byte[] bytes, int count) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
    while (rest.hasRemaining()) end += target.write(rest, end);
  }

  private FileChannel file() throws IOException {
    if (file == null) {
      path = Files.createTempFile("helpdesk-mail", ".tmp");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      dropName();
    }
    return file;
  }

  private void dropName() {
    try {
      if (path != null) Files.deleteIfExists(path);
    } catch (IOException e) {
      // Not every system removes an open file; it then goes when it is closed.
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) file.close();
    dropName();
  }

  private record InMemory(byte[] bytes) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private record InFile(FileChannel file, long start, long size) implements Content {
    @Override
    public InputStream open() {
      return new Slice(file, start, start + size);
    }
  }

  private static final class Slice extends InputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    Slice(FileChannel file, long start, long end) {
      this.file = file;
      this.at = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) return 0;
      int wanted = (int) Math.min(length, end - at);
      if (wanted <= 0) return -1;
      int count = file.read(ByteBuffer.wrap(target, offset, wanted), at);
      if (count > 0) at += count;
      return count;
    }
  }
}
