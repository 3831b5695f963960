package helpdesk.channel.email;

/** Puts paragraphs together again that a mail program broke for transport (RFC 3676). */
final class FlowedText {
  private FlowedText() {}

  /**
   * @param deleteSpace whether the space at the soft end of a line is none of the text's
   */
  static String join(String text, boolean deleteSpace) {
    StringBuilder joined = new StringBuilder(text.length());
    int flowing = -1;
    for (String line : text.split("\n", -1)) {
      int depth = depth(line);
      String content = line.substring(depth);
      if (content.startsWith(" ")) content = content.substring(1);
      if (flowing == depth && !content.equals("-- ")) {
        joined.append(content);
      } else {
        if (joined.length() > 0 || flowing != -1) joined.append('\n');
        joined.append(">".repeat(depth)).append(depth > 0 ? " " : "").append(content);
      }
      boolean soft = content.endsWith(" ") && !content.equals("-- ");
      if (soft && deleteSpace) joined.setLength(joined.length() - 1);
      flowing = soft ? depth : -2;
    }
    return joined.toString();
  }

  private static int depth(String line) {
    int depth = 0;
    while (depth < line.length() && line.charAt(depth) == '>') depth++;
    return depth;
  }
}
