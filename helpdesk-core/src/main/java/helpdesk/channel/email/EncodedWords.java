package helpdesk.channel.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the encoded words of a header (RFC 2047), also those that break its rules: spaces inside,
 * no space between, a character cut in two, a charset that nobody knows.
 */
final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s]{1,80}+)\\?([bBqQ])\\?(.{0,4000}?)\\?=", Pattern.DOTALL);

  private static final int LONGEST = 20_000;

  private EncodedWords() {}

  /** The readable text of a header's value. */
  static String decode(String whole) {
    if (!whole.contains("=?")) return whole;
    String value = PlainText.cut(whole, LONGEST);
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    String charset = "";
    int end = 0;
    Matcher word = WORD.matcher(value);
    while (word.find()) {
      String between = value.substring(end, word.start());
      String label = word.group(1).replaceFirst("\\*.*", "");
      boolean joins = pending.size() > 0 && between.isBlank();
      if (!joins || !label.equalsIgnoreCase(charset)) {
        flush(pending, charset, text);
        if (!joins) text.append(between);
      }
      charset = label;
      pending.writeBytes(bytes(word.group(2), word.group(3)));
      end = word.end();
    }
    flush(pending, charset, text);
    return text.append(value, end, value.length()).toString();
  }

  private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder text) {
    if (pending.size() > 0) text.append(Charsets.decode(pending.toByteArray(), charset));
    pending.reset();
  }

  private static byte[] bytes(String encoding, String text) {
    return encoding.equalsIgnoreCase("b") ? base64(text) : quoted(text);
  }

  private static byte[] base64(String text) {
    String digits = text.replaceAll("[^A-Za-z0-9+/]", "");
    int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
    return Base64.getDecoder().decode(digits.substring(0, whole));
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      if (c == '=' && hex(text, n + 1) >= 0) {
        bytes.write(hex(text, n + 1));
        n += 2;
      } else if (c == '_') {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()) return -1;
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
