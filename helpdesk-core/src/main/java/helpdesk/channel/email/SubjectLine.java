package helpdesk.channel.email;

import helpdesk.ticket.TicketNumber;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message's subject.
 *
 * @param text readable, one line, at most 500 characters
 */
record SubjectLine(String text) {
  private static final int LONGEST = 500;
  private static final Pattern NUMBER =
      Pattern.compile("\\[#?([0-9]{1,12})\\]|(?<![\\w&/])#([0-9]{1,12})(?![\\w-])");
  private static final Pattern FORWARD =
      Pattern.compile(
          "\\s*(\\[[^\\]]{0,60}\\]\\s*)?(fwd?|vb|wg|rv|tr|enc|doorst|i|reenv|vs|vidarebef)\\s*:.*",
          Pattern.CASE_INSENSITIVE);

  static SubjectLine of(Headers headers) {
    String raw = headers.first("subject");
    return new SubjectLine(raw == null ? "" : PlainText.line(EncodedWords.decode(raw), LONGEST));
  }

  /** A ticket's number that somebody left or put in it: a hint, never a proof. */
  @Nullable TicketNumber number() {
    Matcher number = NUMBER.matcher(text);
    if (!number.find()) return null;
    String digits = number.group(1) != null ? number.group(1) : number.group(2);
    return TicketNumber.valueOf(digits);
  }

  /** Whether it says, in one of eight languages, that the message forwards another. */
  boolean forwards() {
    return FORWARD.matcher(text).matches();
  }
}
