package helpdesk.channel.email.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The messages of a file: one of an {@code .eml}, many of an {@code .mbox}, those of every file of
 * a zip. What it is, its first bytes tell, not its name.
 */
final class MailFile {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** Takes the messages one by one. */
  @FunctionalInterface
  interface Taker {
    /** Deals with a message, which is gone afterwards; false to stop. */
    boolean take(MessageBuffer message) throws IOException;
  }

  private MailFile() {}

  /**
   * Hands over each message until there is none or the taker has enough.
   *
   * @return false if the taker stopped it
   */
  static boolean each(InputStream file, Taker taker) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
    if (startsWith(in, ZIP)) return eachEntry(new ZipInputStream(in), taker);
    return eachMessage(in, taker);
  }

  private static boolean eachEntry(ZipInputStream zip, Taker taker) throws IOException {
    for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
      if (entry.isDirectory() || hidden(entry.getName())) continue;
      if (!eachMessage(new BufferedInputStream(keptOpen(zip), 1 << 16), taker)) return false;
    }
    return true;
  }

  private static boolean eachMessage(BufferedInputStream in, Taker taker) throws IOException {
    if (startsWith(in, FROM)) return new Mbox(in, taker).each();
    try (MessageBuffer message = new MessageBuffer()) {
      byte[] bytes = new byte[1 << 16];
      for (int n; (n = in.read(bytes)) >= 0; ) message.write(bytes, 0, n);
      return taker.take(message);
    }
  }

  private static boolean startsWith(BufferedInputStream in, byte[] start) throws IOException {
    in.mark(start.length);
    byte[] first = in.readNBytes(start.length);
    in.reset();
    return Arrays.equals(first, start);
  }

  /** What operating systems leave beside the files. */
  private static boolean hidden(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith(".") || path.startsWith("__MACOSX/");
  }

  private static InputStream keptOpen(ZipInputStream zip) {
    return new FilterInputStream(zip) {
      @Override
      public void close() {}
    };
  }
}
