package helpdesk.channel.email;

import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key by which one message that reaches us twice is one message: its Message-ID and its body as
 * written. Neither the headers of transport count, nor white space, nor the {@code >} that mail
 * folders put in front of "From", so the same mail to two mailboxes or from an archive is known.
 */
final class DedupeKey {
  private DedupeKey() {}

  /**
   * @param otherwise what stands for the Message-ID where there is none
   */
  static byte[] of(
      @Nullable String messageId, String otherwise, List<Part> text, List<IncomingFile> files)
      throws IOException {
    MessageDigest digest = Tokens.sha256();
    String name = messageId == null ? "without id\n" + otherwise : "id\n" + messageId;
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    for (Part part : text) {
      digest.update((byte) '\n');
      update(digest, Objects.requireNonNull(part.content()));
    }
    for (IncomingFile file : files) {
      digest.update(file.file().sha256().getBytes(StandardCharsets.US_ASCII));
    }
    return digest.digest();
  }

  private static void update(MessageDigest digest, Spool.Content content) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    try (InputStream in = content.open()) {
      for (int count; (count = in.read(buffer)) != -1; ) {
        int kept = 0;
        for (int n = 0; n < count; n++) {
          byte b = buffer[n];
          if (b > ' ' && b != '>' || b < 0) buffer[kept++] = b;
        }
        digest.update(buffer, 0, kept);
      }
    }
  }
}
