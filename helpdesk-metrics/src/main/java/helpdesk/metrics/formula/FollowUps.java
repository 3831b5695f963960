package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody got back to those who were disappointed (docs/metrics.md, B.17).
 *
 * @param low how many gave a low rating
 * @param rate the share that was followed up, of those where that is decided: followed, or too late
 * @param times seconds from the rating to the answer, of those that were followed up
 */
public record FollowUps(int low, Figure rate, Sample times) {
  /**
   * A low rating by somebody who is known.
   *
   * @param answers when the customer was answered about that ticket, in any order
   */
  public record LowRating(Instant submittedAt, Collection<Instant> answers) {
    /** From the rating to the first answer after it, null while there is none. */
    private @Nullable Duration untilAnswered() {
      return answers.stream()
          .filter(answer -> answer.isAfter(submittedAt))
          .min(Comparator.naturalOrder())
          .map(answer -> Duration.between(submittedAt, answer))
          .orElse(null);
    }
  }

  /**
   * @param asOf now; answers after it are not to be given
   * @param window within which an answer is a follow-up, its last instant included
   */
  public static FollowUps of(Collection<LowRating> ratings, Instant asOf, Duration window) {
    List<Long> followed = new ArrayList<>();
    int missed = 0;
    for (LowRating rating : ratings) {
      Duration took = rating.untilAnswered();
      if (took != null && took.compareTo(window) <= 0) followed.add(took.toSeconds());
      else if (!asOf.isBefore(rating.submittedAt.plus(window))) missed++;
    }
    Figure rate = Figure.share(followed.size(), followed.size() + (long) missed);
    return new FollowUps(ratings.size(), rate, Sample.of(followed));
  }
}
