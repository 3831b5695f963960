package helpdesk.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has become of the lines so far, under the names by which it is shown. */
final class Tally {
  /** How many refused lines are told with their reasons; the others are only counted. */
  static final int TOLD = 1_000;

  /** What may become of a line. */
  enum Fate {
    IMPORTED,
    UNCHANGED,
    REFUSED
  }

  /** What became of one line. */
  record Outcome(long line, Fate fate, @Nullable String reason) {
    static Outcome imported(long line) {
      return new Outcome(line, Fate.IMPORTED, null);
    }

    static Outcome unchanged(long line) {
      return new Outcome(line, Fate.UNCHANGED, null);
    }

    static Outcome refused(long line, String reason) {
      return new Outcome(line, Fate.REFUSED, reason);
    }
  }

  private long imported;
  private long unchanged;
  private long refused;
  private final List<Map<String, Object>> reasons = new ArrayList<>();

  void add(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      switch (outcome.fate()) {
        case IMPORTED -> imported++;
        case UNCHANGED -> unchanged++;
        case REFUSED -> refuse(outcome);
      }
    }
  }

  private void refuse(Outcome outcome) {
    refused++;
    if (reasons.size() < TOLD)
      reasons.add(Map.of("line", outcome.line(), "reason", String.valueOf(outcome.reason())));
  }

  Map<String, Object> notes() {
    return Map.of(
        "read",
        imported + unchanged + refused,
        "imported",
        imported,
        "unchanged",
        unchanged,
        "refused",
        List.copyOf(reasons),
        "refused_count",
        refused);
  }
}
