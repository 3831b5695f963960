package helpdesk.channel.email;

import helpdesk.channel.email.CorpusComparison.Deviation;
import helpdesk.intake.InboundView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The page that says what became of the sets: names of files and reasons, nothing of their content.
 */
final class CorpusReport {
  private static final String HEAD =
      """
      # Real mail through the intake
      Written by `bench/mail-corpus.sh`, which puts every message of the sets through the real intake: stored as a mail
      gateway hands it over, taken by the worker, interpreted, threaded, written to the database. A report about mail that
      this desk never sent is tried again after the message it is about was sent in. Compared are, as far as a set says
      something: sender, subject, each expected file byte for byte under its name, the words of the text (98 % must be
      there), the visible reply, and for bounces the kind. A set without expectations of its own is compared with another
      parser's reading (sender, subject, files).

      Exact: no deviation in any field. The sets are other people's mail and are no part of this repository.

      | set | messages | in tickets | met twice | ignored | quarantined | compared | exact | deviate |
      |---|---|---|---|---|---|---|---|---|
      """;
  private final StringBuilder table = new StringBuilder();
  private final StringBuilder details = new StringBuilder();
  private int messages;
  private int compared;
  private int exact;
  private int deviating;

  void set(
      String name,
      int messages,
      Map<InboundView.State, Integer> states,
      int compared,
      int exact,
      List<Deviation> deviations) {
    TreeSet<String> files = new TreeSet<>();
    deviations.forEach(d -> files.add(d.mail().file()));
    this.messages += messages;
    this.compared += compared;
    this.exact += exact;
    deviating += files.size();
    table.append(
        "| %s | %d | %d | %d | %d | %d | %d | %d | %d |%n"
            .formatted(
                name,
                messages,
                states.getOrDefault(InboundView.State.PROCESSED, 0),
                states.getOrDefault(InboundView.State.DUPLICATE, 0),
                states.getOrDefault(InboundView.State.IGNORED, 0),
                states.getOrDefault(InboundView.State.QUARANTINED, 0),
                compared,
                exact,
                files.size()));
    if (!deviations.isEmpty()) details(name, deviations);
  }

  private void details(String name, List<Deviation> deviations) {
    Map<String, TreeSet<String>> byReason = new TreeMap<>();
    for (Deviation d : deviations) {
      String reason = d.field() + ": " + (d.reason() == null ? "nobody has said why" : d.reason());
      byReason.computeIfAbsent(reason, r -> new TreeSet<>()).add("`" + d.mail().file() + "`");
    }
    details.append("\n## ").append(name).append('\n');
    byReason.forEach(
        (reason, files) ->
            details
                .append("- ")
                .append(reason)
                .append(" ")
                .append(String.join(", ", files))
                .append('\n'));
  }

  String table() {
    return table
        + "| **all** | %d | | | | | %d | %d | %d |%n"
            .formatted(messages, compared, exact, deviating);
  }

  String text() {
    return HEAD + table() + details;
  }
}
