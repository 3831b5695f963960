package helpdesk.channel.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value and the parameters of Content-Type and Content-Disposition, with long and encoded ones
 * put together (RFC 2231), and encoded words read where they should not be but are.
 *
 * @param value the part in front of the first semicolon, lower case
 */
record Parameters(String value, Map<String, String> named) {
  private static final int LONGEST = 64 * 1024;

  /** Loops are bounded and possessive: a header is whatever somebody wants to send us. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";? ?([^\\s=;\"]{1,100}+) ?="
              + " ?(?:\"([^\"\\\\]{0,20000}+(?:\\\\.[^\"\\\\]{0,2000}+){0,200}+)\"?|([^;]{0,20000}+))",
          Pattern.DOTALL);

  private static final Pattern PIECE = Pattern.compile("(.+?)\\*(?:(\\d{1,3})(\\*)?)?");

  static Parameters of(@Nullable String value) {
    if (value == null) return new Parameters("", Map.of());
    return read(PlainText.cut(value, LONGEST).replaceAll("\\s+", " "));
  }

  private static Parameters read(String header) {
    int end = header.indexOf(';');
    String value = end < 0 ? header : header.substring(0, end);
    Map<String, String> raw = new LinkedHashMap<>();
    if (end >= 0) {
      Matcher parameter = PARAMETER.matcher(header).region(end, header.length());
      while (parameter.find()) {
        String text =
            parameter.group(2) != null
                ? parameter.group(2).replaceAll("\\\\([\"\\\\])", "$1")
                : parameter.group(3).strip();
        raw.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), text);
      }
    }
    return new Parameters(value.strip().toLowerCase(Locale.ROOT), joined(raw));
  }

  @Nullable String get(String name) {
    return named.get(name);
  }

  private static Map<String, String> joined(Map<String, String> raw) {
    Map<String, String> whole = new LinkedHashMap<>();
    Map<String, TreeMap<Integer, String[]>> pieces = new LinkedHashMap<>();
    raw.forEach(
        (name, text) -> {
          Matcher piece = PIECE.matcher(name);
          if (!piece.matches()) {
            whole.put(name, EncodedWords.decode(text));
            return;
          }
          int place = piece.group(2) == null ? 0 : Integer.parseInt(piece.group(2));
          boolean encoded = piece.group(2) == null || piece.group(3) != null;
          pieces
              .computeIfAbsent(piece.group(1), n -> new TreeMap<>())
              .put(place, new String[] {text, encoded ? "encoded" : "plain"});
        });
    pieces.forEach((name, parts) -> whole.put(name, decode(parts)));
    return whole;
  }

  private static String decode(TreeMap<Integer, String[]> parts) {
    String charset = null;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean first = true;
    for (String[] part : parts.values()) {
      String text = part[0];
      boolean encoded = part[1].equals("encoded");
      if (first && encoded) {
        String[] labelled = text.split("'", 3);
        if (labelled.length == 3) {
          charset = labelled[0];
          text = labelled[2];
        }
      }
      first = false;
      bytes.writeBytes(encoded ? percent(text) : text.getBytes(StandardCharsets.UTF_8));
    }
    return EncodedWords.decode(Charsets.decode(bytes.toByteArray(), charset));
  }

  private static byte[] percent(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      if (c == '%' && n + 2 < text.length() && isHex(text, n)) {
        bytes.write(Integer.parseInt(text.substring(n + 1, n + 3), 16));
        n += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isHex(String text, int percent) {
    return Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0;
  }
}
