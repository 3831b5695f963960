package helpdesk.ticket;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises a short thanks, in English, Spanish or Swedish, that asks for nothing. */
final class ThanksNote {
  private static final int LONGEST = 80;
  private static final Pattern THANKS =
      Pattern.compile(
          "\\b(thanks|thank you|thx|cheers|gracias|muchas gracias|tack|tackar|tusen tack|stort tack)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern MORE =
      Pattern.compile(
          "[?¿]|\\b(but|not|still|again|however|pero|no|aún|todavía|men|inte|fortfarande|igen)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);

  private ThanksNote() {}

  /**
   * Whether these words are a thanks and nothing more. In doubt they are not: a reopened ticket
   * costs less than a lost wish.
   */
  static boolean matches(String visibleText) {
    String text = visibleText.strip().toLowerCase(Locale.ROOT);
    return text.length() <= LONGEST && THANKS.matcher(text).find() && !MORE.matcher(text).find();
  }
}
