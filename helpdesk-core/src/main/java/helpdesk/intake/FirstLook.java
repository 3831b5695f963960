package helpdesk.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/**
 * Who seems to have written and about what, for the lists of messages that nobody has understood
 * yet. Takes whatever it finds and never fails.
 */
record FirstLook(@Nullable String sender, @Nullable String subject) {
  private static final int HEADERS_AT_MOST = 1 << 16;
  private static final int SENDER_AT_MOST = 320;
  private static final int SUBJECT_AT_MOST = 500;

  static FirstLook at(byte[] message) {
    String sender = null;
    String subject = null;
    for (String line : unfolded(message)) {
      if (sender == null) sender = value(line, "from:");
      if (subject == null) subject = value(line, "subject:");
    }
    return new FirstLook(shown(address(sender), SENDER_AT_MOST), shown(subject, SUBJECT_AT_MOST));
  }

  /** Bounded, and without what a text column or a page cannot take. */
  static @Nullable String shown(@Nullable String text, int most) {
    if (text == null) return null;
    String plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (plain.length() <= most) return plain;
    int end = Character.isHighSurrogate(plain.charAt(most - 1)) ? most - 1 : most;
    return plain.substring(0, end);
  }

  private static String[] unfolded(byte[] message) {
    int length = Math.min(message.length, HEADERS_AT_MOST);
    String text = text(message, length).replace("\r\n", "\n").replace('\r', '\n');
    int end = text.indexOf("\n\n");
    String headers = end < 0 ? text : text.substring(0, end);
    return headers.replaceAll("\n[ \t]+", " ").split("\n", -1);
  }

  private static String text(byte[] message, int length) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(message, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return new String(message, 0, length, StandardCharsets.ISO_8859_1);
    }
  }

  private static @Nullable String value(String line, String name) {
    if (!line.regionMatches(true, 0, name, 0, name.length())) return null;
    String value = line.substring(name.length()).strip();
    if (!value.contains("=?")) return value;
    try {
      return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
    } catch (RuntimeException e) {
      return value;
    }
  }

  private static @Nullable String address(@Nullable String from) {
    if (from == null) return null;
    int open = from.lastIndexOf('<');
    int close = from.indexOf('>', open + 1);
    String address = open < 0 || close < 0 ? from : from.substring(open + 1, close);
    return address.toLowerCase(Locale.ROOT);
  }
}
