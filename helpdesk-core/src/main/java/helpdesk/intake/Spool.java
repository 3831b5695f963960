package helpdesk.intake;

import helpdesk.shared.DomainException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A message on its way in, read to its end before the database is asked for anything: a slow sender
 * never holds a transaction open. Up to a megabyte stays in memory, the rest goes to a file.
 */
final class Spool implements Closeable {
  /** The most that one row of chunks holds. */
  static final int CHUNK = 1 << 20;

  private final byte[] first;
  private final @Nullable Path rest;
  private final long size;

  private Spool(byte[] first, @Nullable Path rest, long size) {
    this.first = first;
    this.rest = rest;
    this.size = size;
  }

  /**
   * @throws DomainException (invalid) if there is nothing, (too large) if there is more than the
   *     limit
   */
  static Spool read(InputStream in, DataSize limit) throws IOException {
    byte[] first = in.readNBytes(CHUNK);
    if (first.length == 0) {
      throw new DomainException(DomainException.Kind.INVALID, "The message is empty.");
    }
    if (first.length > limit.toBytes()) throw tooLarge(limit);
    if (first.length < CHUNK) return new Spool(first, null, first.length);
    Path file = Files.createTempFile("helpdesk-inbound-", ".part");
    try {
      long size = first.length + copy(in, file, limit);
      return new Spool(first, file, size);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static long copy(InputStream in, Path file, DataSize limit) throws IOException {
    long copied = 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n; (n = in.read(buffer)) >= 0; ) {
        copied += n;
        if (CHUNK + copied > limit.toBytes()) throw tooLarge(limit);
        out.write(buffer, 0, n);
      }
    }
    return copied;
  }

  private static DomainException tooLarge(DataSize limit) {
    return new DomainException(
        DomainException.Kind.TOO_LARGE,
        "The message is larger than " + words(limit) + ", the most that is taken.");
  }

  private static String words(DataSize size) {
    return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toBytes() + " bytes";
  }

  long size() {
    return size;
  }

  /** The first chunk: for most messages, all of it. */
  byte[] first() {
    return first;
  }

  /** What is behind the first chunk. */
  InputStream rest() throws IOException {
    return rest == null ? InputStream.nullInputStream() : Files.newInputStream(rest);
  }

  @Override
  public void close() throws IOException {
    if (rest != null) Files.deleteIfExists(rest);
  }
}
