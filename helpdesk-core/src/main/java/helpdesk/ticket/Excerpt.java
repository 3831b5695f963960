package helpdesk.ticket;

/** The line of a message that a list shows. */
final class Excerpt {
  private static final int LENGTH = 160;

  private Excerpt() {}

  /** The first 160 characters, white space joined, cut between whole characters. */
  static String of(String text) {
    String start = text.substring(0, Math.min(text.length(), 4 * LENGTH));
    String line = start.replaceAll("\\s+", " ").strip();
    int end = Math.min(line.length(), LENGTH);
    if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) end--;
    return line.substring(0, end);
  }
}
