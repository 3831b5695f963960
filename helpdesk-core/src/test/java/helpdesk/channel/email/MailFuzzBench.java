package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import helpdesk.intake.InboundView;
import helpdesktest.DatabaseTest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Damages {@code -Dhelpdesk.fuzz=N} messages of the sets of real mail, the same for the same {@code
 * -Dhelpdesk.fuzz-seed}, and puts them through the whole intake. Run it by {@code
 * bench/mail-fuzz.sh}. Fails if one is lost, fails unexpectedly, takes more than ten seconds, or
 * has more memory taken for it (in all, not at once) than 50 MB and 200 times its size.
 */
@DatabaseTest
@Import(CorpusDesk.class)
class MailFuzzBench {
  private static final long LONGEST_MILLIS = 10_000;
  private static final long LARGEST = 50L << 20;
  private static final int LARGEST_TIMES = 200;
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  @Autowired CorpusDesk desk;

  @Test
  void everyDamagedMessageEndsSomewhereInBoundedTimeAndMemory() {
    int rounds = Integer.getInteger("helpdesk.fuzz", 0);
    assumeThat(rounds).as("messages to damage").isPositive();
    Random random = new Random(Long.getLong("helpdesk.fuzz-seed", 20261125L));
    List<CorpusMail> mails = new ArrayList<>();
    CorpusSets.names().forEach(set -> mails.addAll(CorpusSets.of(set)));
    Map<InboundView.State, Integer> states = new EnumMap<>(InboundView.State.class);
    List<Long> millis = new ArrayList<>();
    long most = 0;
    List<String> wrong = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      CorpusMail mail = mails.get(random.nextInt(mails.size()));
      byte[] raw = mail.raw();
      for (int n = 1 + random.nextInt(8); n > 0; n--) raw = MailDamage.once(raw, random);
      long allocated = memory.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      CorpusDesk.Outcome outcome = desk.take(raw, "fuzz " + round);
      long took = (System.nanoTime() - start) / 1_000_000;
      long taken = memory.getCurrentThreadAllocatedBytes() - allocated;
      most = Math.max(most, taken);
      millis.add(took);
      states.merge(outcome.state(), 1, Integer::sum);
      String reason = String.valueOf(outcome.reason());
      boolean lost =
          outcome.state() == InboundView.State.RECEIVED
              || reason.contains("unexpected")
              || reason.contains("never came to an end");
      boolean heavy = taken > Math.max(LARGEST, (long) LARGEST_TIMES * raw.length);
      if (lost || heavy || took > LONGEST_MILLIS)
        wrong.add(
            "round %d %s/%s %s: %s, %d ms, %d MB"
                .formatted(
                    round, mail.set(), mail.file(), outcome.state(), reason, took, taken >> 20));
    }
    Collections.sort(millis);
    System.out.printf("mail-fuzz: %d damaged messages: %s%n", rounds, states);
    System.out.printf(
        "mail-fuzz: median %d ms, 99th %d ms, slowest %d ms; most memory taken for one, in all, %d"
            + " MB%n",
        millis.get(rounds / 2), millis.get(rounds * 99 / 100), millis.get(rounds - 1), most >> 20);
    wrong.forEach(line -> System.out.println("mail-fuzz: WRONG " + line));
    assertThat(wrong).isEmpty();
  }
}
