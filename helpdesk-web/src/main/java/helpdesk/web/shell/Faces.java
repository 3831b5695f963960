package helpdesk.web.shell;

import java.util.Locale;

/** Draws people without a picture: two letters on one of five tints. */
public final class Faces {
  private static final int TINTS = 5;

  private Faces() {}

  /** The first letters of the first and the last word of a name, or of an address. */
  public static String initials(String name) {
    String[] words = name.strip().replaceAll("@.*", "").split("[\\s._-]+");
    StringBuilder letters = new StringBuilder();
    append(letters, words[0]);
    if (words.length > 1) append(letters, words[words.length - 1]);
    return letters.length() == 0 ? "–" : letters.toString().toUpperCase(Locale.ROOT);
  }

  /** The tint of that person: t1 to t5, always the same for a name. */
  public static String tint(String name) {
    return "t" + (1 + Math.floorMod(name.hashCode(), TINTS));
  }

  private static void append(StringBuilder letters, String word) {
    word.codePoints().filter(Character::isLetterOrDigit).limit(1).forEach(letters::appendCodePoint);
  }
}
