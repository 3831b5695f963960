package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import helpdesk.channel.email.CorpusComparison.Deviation;
import helpdesk.intake.InboundView;
import helpdesktest.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Puts every message of every set through the whole intake and writes what became of them to {@code
 * -Dhelpdesk.corpus=FILE}. Run it by {@code bench/mail-corpus.sh}. Fails if a message is lost, or
 * deviates and nobody has said why.
 */
@DatabaseTest
@Import(CorpusDesk.class)
class MailCorpusBench {
  @Autowired CorpusDesk desk;
  private final CorpusComparison comparison = new CorpusComparison();

  /** What became of one set. */
  private static final class Tally {
    final Map<InboundView.State, Integer> states = new EnumMap<>(InboundView.State.class);
    final List<Deviation> deviations = new ArrayList<>();
    int messages;
    int compared;
    int exact;
  }

  @Test
  void everyMessageIsInATicketOrSaysWhyNotAndEveryDeviationHasAReason() throws Exception {
    String target = System.getProperty("helpdesk.corpus", "");
    assumeThat(target).as("where to write").isNotEmpty();
    CorpusReport report = new CorpusReport();
    List<Deviation> unexplained = new ArrayList<>();
    for (String set : CorpusSets.names()) {
      Tally tally = new Tally();
      for (CorpusMail mail : CorpusSets.of(set)) take(mail, tally);
      report.set(set, tally.messages, tally.states, tally.compared, tally.exact, tally.deviations);
      tally.deviations.stream().filter(d -> d.reason() == null).forEach(unexplained::add);
    }
    Files.writeString(Path.of(target), report.text(), StandardCharsets.UTF_8);
    System.out.println(report.table());
    unexplained.forEach(
        d ->
            System.out.printf(
                "UNEXPLAINED %s/%s %s%n  expected <%s>%n  is       <%s>%n",
                d.mail().set(), d.mail().file(), d.field(), cut(d.expected()), cut(d.is())));
    assertThat(unexplained).isEmpty();
  }

  private void take(CorpusMail mail, Tally tally) {
    CorpusDesk.Outcome outcome = desk.take(mail.raw(), mail.set() + "/" + mail.file());
    List<Deviation> found = comparison.compare(mail, outcome);
    tally.messages++;
    tally.states.merge(outcome.state(), 1, Integer::sum);
    if (!mail.expected().isNothing()) tally.compared++;
    if (found.isEmpty() && !mail.expected().isNothing()) tally.exact++;
    tally.deviations.addAll(found);
  }

  private static String cut(String text) {
    return PlainText.cut(text, Integer.getInteger("helpdesk.corpus.show", 300));
  }
}
