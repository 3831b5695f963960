package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.survey.SurveyKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shortest first response from which on waiting goes with less satisfied customers
 * (docs/metrics.md, B.17). Limits grow by half an octave from a minute on. At the first one where
 * the 95 % intervals of both sides lie apart, the faster side above, there is the knee.
 *
 * @param limit up to which a response is fast
 * @param faster share of 4 and 5 among those within it
 * @param slower the same of all others
 */
public record Knee(Duration limit, Figure faster, Figure slower) {
  /** So few at least on either side: below, no interval is worth a comparison. */
  private static final int FEWEST = Figure.FEW;

  private static final double HALF_AN_OCTAVE = Math.sqrt(2);
  private static final double FIRST = 60;

  /** Null where there is no evidence of any. */
  public static @Nullable Knee of(Collection<SpeedAndSatisfaction.Rated> tickets) {
    List<SpeedAndSatisfaction.Rated> byTime = new ArrayList<>(tickets);
    byTime.sort(Comparator.comparing(SpeedAndSatisfaction.Rated::firstResponse));
    long satisfied = byTime.stream().filter(Knee::satisfied).count();
    int n = byTime.size();
    int within = 0;
    long hits = 0;
    for (double limit = FIRST; n - within >= FEWEST; limit *= HALF_AN_OCTAVE) {
      while (within < n && byTime.get(within).firstResponse().toSeconds() <= limit)
        if (satisfied(byTime.get(within++))) hits++;
      if (within < FEWEST || n - within < FEWEST) continue;
      Figure faster = Figure.share(hits, within);
      Figure slower = Figure.share(satisfied - hits, n - within);
      if (above(faster.interval(), slower.interval()))
        return new Knee(Duration.ofSeconds(Math.round(limit)), faster, slower);
    }
    return null;
  }

  private static boolean satisfied(SpeedAndSatisfaction.Rated ticket) {
    return SurveyKind.CSAT5.favourable(ticket.score());
  }

  private static boolean above(@Nullable Interval one, @Nullable Interval other) {
    return one != null && other != null && one.low() > other.high();
  }
}
