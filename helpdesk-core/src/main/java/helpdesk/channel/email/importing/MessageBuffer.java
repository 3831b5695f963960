package helpdesk.channel.email.importing;

import helpdesk.shared.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way out of a file: small ones in memory, large ones in a file of their own.
 */
final class MessageBuffer implements Closeable {
  private static final int IN_MEMORY = 1 << 20;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private final MessageDigest digest = Tokens.sha256();
  private @Nullable Path file;
  private @Nullable OutputStream out;
  private long size;

  void write(byte[] bytes, int from, int length) throws IOException {
    digest.update(bytes, from, length);
    size += length;
    if (out == null && size > IN_MEMORY) spill();
    if (out == null) memory.write(bytes, from, length);
    else out.write(bytes, from, length);
  }

  private void spill() throws IOException {
    Path spilled = Files.createTempFile("helpdesk-import-", ".eml");
    file = spilled;
    out = Files.newOutputStream(spilled);
    memory.writeTo(out);
    memory.reset();
  }

  /** The name by which its bytes are known; to be asked for once. */
  String key() {
    return HexFormat.of().formatHex(digest.digest());
  }

  long size() {
    return size;
  }

  InputStream open() throws IOException {
    if (out != null) out.flush();
    return file == null
        ? new ByteArrayInputStream(memory.toByteArray())
        : Files.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    if (out != null) out.close();
    if (file != null) Files.deleteIfExists(file);
  }
}
