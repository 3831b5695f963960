package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import helpdesk.intake.Interpreter.NotUnderstood;
import helpdesk.outbox.MailReport;
import helpdesk.ticket.IncomingMessage.Automatic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads reports of many servers and compares the reason with that of a collector of such reports.
 * His finer words are put together to what a person can do something about.
 */
class DeliveryReportCorpusTest {
  private static final boolean SHOW = Boolean.getBoolean("helpdesk.show-mismatches");
  private static final Map<String, List<String>> OURS =
      Map.of(
          "no_such_address", List.of("userunknown", "suspend", "filtered", "hasmoved"),
          "no_such_domain", List.of("hostunknown"),
          "mailbox_full", List.of("mailboxfull"),
          "too_large", List.of("mesgtoobig", "exceedlimit"),
          "spam", List.of("spamdetected"),
          "blocked",
              List.of(
                  "blocked",
                  "rejected",
                  "badreputation",
                  "authfailure",
                  "requireptr",
                  "policyviolation",
                  "notaccept",
                  "norelaying",
                  "securityerror"),
          "content", List.of("virusdetected", "contenterror", "notcompliantrfc"),
          "unreachable",
              List.of("expired", "networkerror", "toomanyconn", "mailererror", "systemerror"),
          "complaint", List.of("feedback"),
          "fine", List.of("delivered", "vacation"));

  @Test
  void theReasonsOfReportsOfManyServersAreRead() throws IOException {
    Path set = Corpus.set("sisimai-bounces");
    Path file = set.resolve("expected.dev.json");
    JsonNode expected = JsonMapper.shared().readTree(Files.readString(file)).path("expected");
    Map<String, int[]> tally = new TreeMap<>();
    int right = 0;
    int reports = 0;
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      Path mail = set.resolve("maildir/bsd/" + entry.getKey() + ".eml");
      if (!Files.exists(mail)) continue;
      Set<String> reasons = new HashSet<>();
      entry.getValue().forEach(r -> reasons.add(r.path("reason").asString("")));
      String is = reason(mail);
      boolean same = reasons.stream().anyMatch(r -> OURS.getOrDefault(is, List.of()).contains(r));
      reports++;
      if (same) right++;
      int[] counts = tally.computeIfAbsent(reasons.iterator().next(), r -> new int[2]);
      counts[0]++;
      if (same) counts[1]++;
      if (SHOW && !same) System.out.println(entry.getKey() + " " + reasons + " is " + is);
    }
    tally.forEach((r, n) -> System.out.println("sisimai " + r + ": " + n[1] + " of " + n[0]));
    System.out.println("sisimai: the reason of " + right + " of " + reports + " is the same");
    assertThat(reports).isGreaterThanOrEqualTo(250);
    assertThat(right).isGreaterThanOrEqualTo(210);
  }

  private static String reason(Path file) throws IOException {
    try (Spool spool = new Spool()) {
      Part root = MailReader.read(Files.newInputStream(file), spool);
      SubjectLine subject = SubjectLine.of(root.headers());
      var sender = Correspondents.sender(root.headers());
      String from = sender == null ? root.headers().first("from") : sender.email().value();
      Automatic automatic = AutomaticMail.of(root, from, subject.text());
      if (automatic == Automatic.AUTO_REPLIED) return "fine";
      if (automatic != Automatic.BOUNCE && automatic != Automatic.COMPLAINT)
        return "no report: " + automatic;
      MailText text = MailText.of(MailBody.of(root, null), subject.forwards());
      DeliveryReport report =
          DeliveryReport.of(root, automatic == Automatic.COMPLAINT, subject.text(), text.text());
      if (report.kind() == MailReport.Kind.COMPLAINT) return "complaint";
      return report.kind() == null ? "fine" : report.reason().key();
    } catch (NotUnderstood e) {
      return "not understood";
    }
  }
}
