package helpdesk.channel.email.sending;

import helpdesk.ticket.TicketNumber;
import java.util.regex.Pattern;

/** The subject of an answer. */
final class ReplySubject {
  /** What mail programs put before an answer in the languages of our customers. */
  private static final Pattern ANSWERED =
      Pattern.compile(
          "^\\s*(?:(?:re|sv|aw|rv|vs|antw|ref)(?:\\[[0-9]+])?\\s*[:\\uff1a]\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private ReplySubject() {}

  /** One {@code Re:} and one {@code [#number]}, however often the conversation went to and fro. */
  static String of(String subject, TicketNumber number) {
    String mark = "[#" + number + "]";
    String plain = ANSWERED.matcher(subject.replace(mark, " ")).replaceFirst("");
    String line = HeaderText.line(plain).replaceAll(" {2,}", " ");
    return line.isEmpty() ? "Re: " + mark : "Re: " + line + " " + mark;
  }
}
