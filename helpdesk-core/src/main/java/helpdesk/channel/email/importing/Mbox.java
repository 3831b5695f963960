package helpdesk.channel.email.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits an mbox at its {@code From } lines. Only one behind an empty line counts, and, where the
 * file's first one has a date, only one with a date: a sentence may begin like that too. {@code
 * >From } is unescaped; the empty line that ends each message is the file's, not the message's.
 */
final class Mbox {
  private static final Pattern DATED =
      Pattern.compile("From .*\\d{1,2}:\\d{2}(:\\d{2})?( .*)? (19|20)\\d{2}\\b.*", Pattern.DOTALL);
  private static final int LINE_PART = 1 << 16;
  private final BufferedInputStream in;
  private final MailFile.Taker taker;
  private final byte[] line = new byte[LINE_PART];
  private int length;
  private boolean lineStart = true;
  private boolean nextIsStart = true;
  private boolean strict;
  private @Nullable MessageBuffer message;
  private byte[] heldBlank = new byte[0];
  private boolean blankBefore = true;
  private boolean skipping;

  Mbox(BufferedInputStream in, MailFile.Taker taker) {
    this.in = in;
    this.taker = taker;
  }

  /**
   * @return false if the taker stopped it
   */
  boolean each() throws IOException {
    try {
      while (read()) if (!part()) return false;
      return end();
    } finally {
      if (message != null) message.close();
    }
  }

  /** One part of a line: all of it, but for very long ones. */
  private boolean part() throws IOException {
    if (lineStart) skipping = false;
    if (skipping) return true;
    if (lineStart && blankBefore && separator()) {
      if (!end()) return false;
      message = new MessageBuffer();
      skipping = true;
      blankBefore = false;
      return true;
    }
    MessageBuffer current = message;
    if (current == null) return true;
    current.write(heldBlank, 0, heldBlank.length);
    heldBlank = new byte[0];
    blankBefore = lineStart && blank();
    if (blankBefore) heldBlank = java.util.Arrays.copyOf(line, length);
    else write(current);
    return true;
  }

  private void write(MessageBuffer current) throws IOException {
    int from = lineStart && escaped() ? 1 : 0;
    current.write(line, from, length - from);
  }

  private boolean end() throws IOException {
    MessageBuffer ended = message;
    message = null;
    heldBlank = new byte[0];
    if (ended == null) return true;
    try (ended) {
      return taker.take(ended);
    }
  }

  private boolean separator() {
    if (!startsWith(0)) return false;
    boolean dated =
        DATED.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1)).matches();
    if (message == null) strict = dated;
    return dated || !strict;
  }

  private boolean escaped() {
    int from = 0;
    while (from < length && line[from] == '>') from++;
    return from > 0 && startsWith(from);
  }

  private boolean startsWith(int from) {
    return length >= from + 5
        && line[from] == 'F'
        && line[from + 1] == 'r'
        && line[from + 2] == 'o'
        && line[from + 3] == 'm'
        && line[from + 4] == ' ';
  }

  private boolean blank() {
    return (length == 1 && line[0] == '\n') || (length == 2 && line[0] == '\r' && line[1] == '\n');
  }

  private boolean read() throws IOException {
    lineStart = nextIsStart;
    length = 0;
    for (int b; length < LINE_PART && (b = in.read()) >= 0; ) {
      line[length++] = (byte) b;
      if (b == '\n') break;
    }
    nextIsStart = length > 0 && line[length - 1] == '\n';
    return length > 0;
  }
}
