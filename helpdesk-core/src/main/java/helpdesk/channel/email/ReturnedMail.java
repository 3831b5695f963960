package helpdesk.channel.email;

import helpdesk.outbox.Outbox;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Tells the outbox of a mail of ours that came back. Only a report that says so in the form made
 * for it (RFC 3464) counts: one of mere delay, or words that look like a report, change nothing.
 */
@Component
class ReturnedMail {
  private static final int REPORT = 64 * 1024;
  private static final Pattern FAILED = Pattern.compile("(?im)^Action:\\s*failed\\b");
  private static final Pattern DIAGNOSIS =
      Pattern.compile("(?im)^Diagnostic-Code:\\s*(?:[\\w-]+;\\s*)?(.+(?:\\R[ \\t].*)*)");
  private static final int LONGEST = 500;
  private final Outbox outbox;

  ReturnedMail(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * @param report a delivery report
   * @param originals the Message-IDs it is about
   */
  void note(Part report, List<String> originals) throws IOException {
    Part status = report.find("message/delivery-status");
    if (status == null || status.content() == null) return;
    String text = Charsets.decode(status.content().first(REPORT), null);
    if (!FAILED.matcher(text).find()) return;
    String why = "It came back" + diagnosis(text);
    originals.forEach(id -> outbox.bounced(id, why));
  }

  private static String diagnosis(String text) {
    Matcher found = DIAGNOSIS.matcher(text);
    if (!found.find()) return ".";
    String words = found.group(1).replaceAll("\\s+", " ").strip();
    return ": " + (words.length() <= LONGEST ? words : words.substring(0, LONGEST));
  }
}
