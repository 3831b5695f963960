package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.attachment.Files;
import helpdesk.intake.RawMessage;
import helpdesk.shared.Tokens;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.Origin;
import helpdesktest.DatabaseTest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** {@code -Dhelpdesk.big-mail=190} makes the attachment another number of megabytes. */
@DatabaseTest
@Transactional
class BigMailTest {
  private static final int MEGABYTES = Integer.getInteger("helpdesk.big-mail", 50);
  @Autowired MailInterpreter interpreter;
  @Autowired Files files;
  @TempDir Path folder;

  @Test
  void aLargeAttachmentComesBackByteForByte() throws Exception {
    Path mail = folder.resolve("big.eml");
    String sent = write(mail);

    IncomingMessage message =
        interpreter.interpret(
            new RawMessage(
                1,
                "api",
                null,
                Origin.INBOUND,
                Instant.parse("2026-03-02T12:00:00Z"),
                java.nio.file.Files.size(mail),
                false,
                () -> java.nio.file.Files.newInputStream(mail)));

    IncomingFile file = message.files().get(0);
    assertThat(message.text()).isEqualTo("See the film.");
    assertThat(file.name()).isEqualTo("film.mp4");
    assertThat(file.file().size()).isEqualTo(MEGABYTES * 1024L * 1024);
    assertThat(hash(files.open(file.file().sha256()))).isEqualTo(sent);
  }

  private static String write(Path mail) throws IOException {
    MessageDigest digest = Tokens.sha256();
    Random random = new Random(50);
    byte[] block = new byte[1024 * 1024];
    String head =
        "From: kim@example.org\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\n\r\n"
            + "See the film.\r\n"
            + "--b\r\n"
            + "Content-Type: video/mp4; name=film.mp4\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n";
    try (OutputStream out = new BufferedOutputStream(java.nio.file.Files.newOutputStream(mail))) {
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      try (OutputStream base64 = Base64.getMimeEncoder().wrap(new Unclosed(out))) {
        for (int n = 0; n < MEGABYTES; n++) {
          random.nextBytes(block);
          digest.update(block);
          base64.write(block);
        }
      }
      out.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String hash(InputStream in) throws IOException {
    MessageDigest digest = Tokens.sha256();
    try (InputStream counted = new DigestInputStream(in, digest)) {
      counted.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
