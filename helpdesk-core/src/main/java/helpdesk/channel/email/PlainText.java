package helpdesk.channel.email;

/** Makes text that PostgreSQL takes and a page can show. */
final class PlainText {
  private PlainText() {}

  /**
   * The same text with one kind of line end, without NUL and other controls, without half
   * characters (lone surrogates become the replacement character).
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      if (c == '\r') {
        clean.append('\n');
        if (n + 1 < text.length() && text.charAt(n + 1) == '\n') n++;
      } else if (Character.isHighSurrogate(c)
          && n + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(n + 1))) {
        clean.append(c).append(text.charAt(++n));
      } else if (Character.isSurrogate(c)) {
        clean.append('\uFFFD');
      } else if (isShown(c) && !(c == '\uFEFF' && n == 0)) {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  private static boolean isShown(char c) {
    return c == '\n' || c == '\t' || !Character.isISOControl(c);
  }

  /** The text as one clean line, at most so many characters, white space joined. */
  static String line(String text, int longest) {
    String start = text.length() > 8 * longest ? text.substring(0, 8 * longest) : text;
    String line = clean(start).replaceAll("[\\s\\u00a0]+", " ").strip();
    return line.length() <= longest ? line : cut(line, longest - 1).stripTrailing() + "…";
  }

  /** The first so many characters, never half of one. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) return text;
    boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splits ? longest - 1 : longest);
  }
}
