package helpdesk.channel.email;

import helpdesk.intake.Interpreter.NotUnderstood;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message apart in one pass, its contents into a {@link Spool}. An attached message stays
 * one file. What is nested deeper than anybody nests, or comes in more parts than anybody sends,
 * stays together as one file too.
 */
final class MailReader {
  private static final int DEEPEST = 100;
  private static final int MOST_PARTS = 1000;
  private static final int LONGEST_HEADER = 4 * 1024 * 1024;
  private static final int HEADER_BUDGET = 16 * 1024 * 1024;
  private static final MimeConfig LENIENT =
      new MimeConfig.Builder()
          .setStrictParsing(false)
          .setMaxLineLen(-1)
          .setMaxHeaderCount(5000)
          .setMaxHeaderLen(LONGEST_HEADER)
          .setMaxContentLen(-1)
          .build();

  private final Spool spool;
  private final @Nullable Charset chosen;
  private final MimeTokenStream tokens =
      new MimeTokenStream(
          LENIENT,
          DecodeMonitor.SILENT,
          new BoundedFields(new DefaultFieldBuilder(LONGEST_HEADER)),
          null);
  private final Deque<Part> open = new ArrayDeque<>();
  private Headers headers;
  private @Nullable Part root;
  private int parts;
  private int headerBytes;

  private MailReader(Spool spool, @Nullable Charset chosen) {
    this.spool = spool;
    this.chosen = chosen;
    this.headers = new Headers(chosen);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
  }

  /**
   * Reads the whole message.
   *
   * @throws NotUnderstood if its headers are beyond all measure
   */
  static Part read(InputStream raw, Spool spool) throws IOException, NotUnderstood {
    return read(raw, spool, null);
  }

  /**
   * Reads the whole message.
   *
   * @param chosen the charset of its headers' bytes, null to find out
   * @throws NotUnderstood if its headers are beyond all measure
   */
  static Part read(InputStream raw, Spool spool, @Nullable Charset chosen)
      throws IOException, NotUnderstood {
    try (InputStream in = LineEnds.readable(new BufferedInputStream(raw, 64 * 1024))) {
      return new MailReader(spool, chosen).read(in);
    } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
      throw new NotUnderstood("It has headers without measure: over 5,000, or one over 4 MB.");
    } catch (MimeException e) {
      throw new NotUnderstood("It is no readable message: " + e.getMessage());
    }
  }

  /** Reads only the headers in front of the first empty line. */
  static Headers headers(InputStream raw) throws IOException, NotUnderstood {
    try (Spool nothing = new Spool()) {
      byte[] start = raw.readNBytes(256 * 1024);
      return read(new java.io.ByteArrayInputStream(start), nothing).headers();
    }
  }

  private Part read(InputStream in) throws IOException, MimeException, NotUnderstood {
    tokens.parse(in);
    for (EntityState state = tokens.getState();
        state != EntityState.T_END_OF_STREAM;
        state = tokens.next()) {
      take(state);
    }
    return Objects.requireNonNull(root);
  }

  private void take(EntityState state) throws IOException, NotUnderstood {
    switch (state) {
      case T_START_HEADER -> {
        headers = new Headers(chosen);
        // From here on its siblings, or its whole inside, are taken as one content.
        if (open.size() >= DEEPEST) tokens.setRecursionMode(RecursionMode.M_FLAT);
      }
      case T_FIELD -> keep(tokens.getField());
      case T_START_MULTIPART -> {
        Part multipart = Part.multipart(headers, tokens.getBodyDescriptor().getMimeType());
        add(multipart);
        open.push(multipart);
      }
      case T_END_MULTIPART -> open.pop();
      case T_BODY -> {
        if (parts < MOST_PARTS) {
          String type = tokens.getBodyDescriptor().getMimeType();
          add(Part.leaf(headers, type, content()));
        }
      }
      default -> {}
    }
  }

  private Spool.Content content() throws IOException {
    String encoding = tokens.getBodyDescriptor().getTransferEncoding();
    if (encoding.equals("base64")) return spool.keep(new LenientBase64(tokens.getInputStream()));
    Spool.Content content = spool.keep(tokens.getDecodedInputStream());
    if (!encoding.contains("uue")) return content;
    try (InputStream encoded = content.open();
        InputStream plain = MimeUtility.decode(encoded, "uuencode")) {
      return spool.keep(plain);
    } catch (IOException | MessagingException e) {
      return content;
    }
  }

  private void keep(Field field) throws NotUnderstood {
    byte[] raw = raw(field);
    headerBytes += raw.length;
    if (headerBytes > HEADER_BUDGET)
      throw new NotUnderstood("Its headers are over 16 MB together.");
    headers.add(field.getName().toLowerCase(Locale.ROOT), raw);
  }

  /** As received; a field that was put together anew has nothing but its text. */
  private static byte[] raw(Field field) {
    ByteSequence received = field.getRaw();
    if (received != null) return received.toByteArray();
    return (field.getName() + ": " + field.getBody()).getBytes(StandardCharsets.UTF_8);
  }

  private void add(Part part) {
    parts++;
    Part parent = open.peek();
    if (parent != null) parent.parts().add(part);
    if (root == null) root = part;
  }
}
