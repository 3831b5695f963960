package helpdesk.channel.email;

import helpdesk.intake.InboundView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what became of a message with what is expected of it. */
final class CorpusComparison {
  /**
   * A difference.
   *
   * @param reason why it is right so; null if nobody has said yet
   */
  record Deviation(
      CorpusMail mail, String field, String expected, String is, @Nullable String reason) {}

  private final CorpusReasons reasons = CorpusReasons.read();
  private boolean duplicate;

  /** All differences; none for an exact match. */
  List<Deviation> compare(CorpusMail mail, CorpusDesk.Outcome outcome) {
    CorpusDesk.Stored stored = outcome.stored();
    duplicate = outcome.state() == InboundView.State.DUPLICATE;
    if (stored == null) {
      boolean said = outcome.reason() != null && outcome.state() != InboundView.State.RECEIVED;
      String why = said ? outcome.state() + ": " + outcome.reason() : null;
      return List.of(new Deviation(mail, "state", "in a ticket", outcome.state().key(), why));
    }
    List<Deviation> found = new ArrayList<>();
    CorpusMail.Expected expected = mail.expected();
    if (expected.subject() != null && !line(expected.subject()).equals(line(stored.subject())))
      add(found, mail, "subject", expected.subject(), stored.subject());
    if (expected.sender() != null && !expected.sender().strip().equalsIgnoreCase(stored.sender()))
      add(found, mail, "sender", expected.sender(), stored.sender());
    if (expected.files() != null) files(found, mail, expected.files(), stored.files());
    if (expected.text() != null) {
      List<String> missing = missing(expected.text(), stored.text());
      if (missing.size() > words(expected.text()).size() / 50)
        add(found, mail, "text", "missing " + missing, stored.text());
    }
    if (expected.automatic() != null && !expected.automatic().equals(stored.automatic()))
      add(found, mail, "kind", expected.automatic(), stored.automatic());
    if (expected.visible() != null && !sameVisible(expected, stored.visible()))
      add(found, mail, "visible", expected.visible(), stored.visible());
    return found;
  }

  private void add(
      List<Deviation> found, CorpusMail mail, String field, String expected, String is) {
    String reason = reasons.of(mail, field);
    if (reason == null) reason = CorpusReasons.ofMany(field, expected, is, duplicate);
    found.add(new Deviation(mail, field, expected, is, reason));
  }

  /** Each file that is expected must be there, byte for byte, under its name made safe. */
  private void files(
      List<Deviation> found,
      CorpusMail mail,
      List<CorpusMail.File> expected,
      List<CorpusMail.File> are) {
    List<CorpusMail.File> left = new ArrayList<>(are);
    List<CorpusMail.File> missing = new ArrayList<>();
    for (CorpusMail.File file : expected) {
      CorpusMail.File match = left.stream().filter(one -> fits(file, one)).findFirst().orElse(null);
      if (match == null) missing.add(file);
      else left.remove(match);
    }
    if (!missing.isEmpty()) add(found, mail, "files", missing.toString(), are.toString());
  }

  private static boolean fits(CorpusMail.File expected, CorpusMail.File is) {
    String sha = expected.sha256();
    boolean bytes = sha == null || sha.equals(is.sha256()) || sha.equals(is.withPlainLines());
    String name = expected.name();
    if (!bytes || name == null || name.isBlank()) return bytes;
    String safe = FileNames.of(name, "application/octet-stream", null);
    return line(safe).equals(line(String.valueOf(is.name())));
  }

  private static boolean sameVisible(CorpusMail.Expected expected, String visible) {
    String wanted = line(String.valueOf(expected.visible()));
    String is = line(visible);
    return expected.visibleIsStart() ? is.startsWith(wanted) : is.equals(wanted);
  }

  /** White space is folded, quoted and lost on the way everywhere: it does not count. */
  private static String line(String text) {
    return text.replaceAll("[\\s\\u00a0\\u200b\\u3000]+", "");
  }

  /** The expected words that are not in the text. */
  private static List<String> missing(String expected, String is) {
    Map<String, Integer> there = new HashMap<>();
    for (String word : words(is)) there.merge(word, 1, Integer::sum);
    List<String> missing = new ArrayList<>();
    for (String word : words(expected)) {
      if (there.merge(word, -1, Integer::sum) < 0) missing.add(word);
    }
    return missing;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
