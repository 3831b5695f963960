package helpdesk.channel.email;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads UTF-7 (RFC 2152), which some old systems still write and the JDK does not know. */
final class Utf7 {
  private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9/]*+)(-?)");

  private Utf7() {}

  static String decode(String ascii) {
    return SHIFTED
        .matcher(ascii)
        .replaceAll(
            m -> {
              if (m.group(1).isEmpty())
                return m.group(2).isEmpty() ? "+" : Matcher.quoteReplacement("+");
              return Matcher.quoteReplacement(shifted(m.group(1)));
            });
  }

  private static String shifted(String base64) {
    int whole = base64.length() % 4 == 1 ? base64.length() - 1 : base64.length();
    byte[] bytes = Base64.getDecoder().decode(base64.substring(0, whole));
    return new String(bytes, 0, bytes.length & ~1, StandardCharsets.UTF_16BE);
  }
}
