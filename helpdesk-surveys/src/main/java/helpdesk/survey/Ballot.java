package helpdesk.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What counts of everything that was submitted on one link (docs/metrics.md, C.3 and C.4): the last
 * value at the date of the first, without what a machine pressed. A pure function of the history.
 *
 * @param submittedAt the first time it counted
 * @param editedAt when score or comment last changed, null if never
 * @param changedAt the last submission that counted
 * @param edits how often score or comment changed
 * @param suspectedMachine true if nothing but machines is in the history: shown, in no score
 */
record Ballot(
    int score,
    @Nullable String comment,
    List<String> reasons,
    boolean contactMe,
    String language,
    Instant submittedAt,
    @Nullable Instant editedAt,
    Instant changedAt,
    int edits,
    boolean suspectedMachine) {
  private static final Duration TOO_EARLY = Duration.ofSeconds(2);
  private static final Duration BURST = Duration.ofSeconds(10);
  private static final Duration AFTER_BURST = Duration.ofSeconds(30);
  private static final int BURST_SCORES = 3;

  /**
   * @param sentAt when the link was sent, null for a public link
   * @param history oldest first, at least one
   */
  static Ballot count(@Nullable Instant sentAt, List<Submission> history) {
    boolean[] machine = machines(sentAt, history);
    List<Submission> counted =
        IntStream.range(0, history.size()).filter(i -> !machine[i]).mapToObj(history::get).toList();
    return counted.isEmpty() ? fold(history, true) : fold(counted, false);
  }

  private static Ballot fold(List<Submission> counted, boolean suspectedMachine) {
    Submission first = counted.get(0);
    Ballot ballot =
        new Ballot(
            first.score(),
            first.comment(),
            first.reasons() == null ? List.of() : first.reasons(),
            Boolean.TRUE.equals(first.contactMe()),
            first.language(),
            first.at(),
            null,
            first.at(),
            0,
            suspectedMachine);
    for (Submission next : counted.subList(1, counted.size())) ballot = ballot.then(next);
    return ballot;
  }

  private Ballot then(Submission next) {
    String words = next.commentGiven() ? next.comment() : comment;
    boolean edited = next.score() != score || !Objects.equals(words, comment);
    return new Ballot(
        next.score(),
        words,
        next.reasons() == null ? reasons : next.reasons(),
        next.contactMe() == null ? contactMe : next.contactMe(),
        next.language(),
        submittedAt,
        edited ? next.at() : editedAt,
        next.at(),
        edits + (edited ? 1 : 0),
        suspectedMachine);
  }

  /** Which submissions a machine made: too early, in a burst of scores, or on the heels of one. */
  private static boolean[] machines(@Nullable Instant sentAt, List<Submission> history) {
    boolean[] machine = new boolean[history.size()];
    Instant lastBurst = null;
    for (int i = 0; i < history.size(); i++) {
      Instant at = history.get(i).at();
      int from = startOfWindow(history, i);
      boolean early = sentAt != null && at.isBefore(sentAt.plus(TOO_EARLY));
      if (scores(history.subList(from, i + 1)) >= BURST_SCORES) {
        for (int k = from; k <= i; k++) machine[k] = true;
        lastBurst = at;
      } else if (early) {
        machine[i] = true;
        lastBurst = at;
      } else if (lastBurst != null && at.isBefore(lastBurst.plus(AFTER_BURST))) {
        machine[i] = true;
      }
    }
    return machine;
  }

  private static int startOfWindow(List<Submission> history, int i) {
    Instant from = history.get(i).at().minus(BURST);
    int start = i;
    while (start > 0 && !history.get(start - 1).at().isBefore(from)) start--;
    return start;
  }

  private static long scores(List<Submission> window) {
    return window.stream().mapToInt(Submission::score).distinct().count();
  }
}
