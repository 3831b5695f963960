package helpdesk.metrics.formula;

import helpdesk.metrics.catalog.Figure;
import helpdesk.survey.SurveyKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who were answered sooner are more satisfied (docs/metrics.md, B.17). It shows what
 * goes together, not what causes what.
 *
 * @param bands from the fastest to the slowest
 * @param correlation rank correlation of speed in seconds with score, -1 to 1; null where too
 *     little is known
 */
public record SpeedAndSatisfaction(List<Band> bands, @Nullable Double correlation) {
  private static final List<Duration> LIMITS =
      List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

  /**
   * A ticket with both.
   *
   * @param firstResponse by the calendar
   * @param score 1 to 5
   */
  public record Rated(Duration firstResponse, int score) {}

  /**
   * Tickets answered within one limit and not within the one before.
   *
   * @param upTo the limit, which still belongs to it; null for the last
   * @param csat the share of 4 and 5
   */
  public record Band(@Nullable Duration upTo, Figure csat) {}

  /** Looks at all of them. */
  public static SpeedAndSatisfaction of(Collection<Rated> tickets) {
    List<Band> bands = new ArrayList<>();
    Duration above = null;
    for (Duration upTo : LIMITS) {
      bands.add(band(tickets, above, upTo));
      above = upTo;
    }
    bands.add(band(tickets, above, null));
    double[] speeds = tickets.stream().mapToDouble(t -> t.firstResponse.toSeconds()).toArray();
    double[] scores = tickets.stream().mapToDouble(Rated::score).toArray();
    return new SpeedAndSatisfaction(List.copyOf(bands), RankCorrelation.of(speeds, scores));
  }

  private static Band band(
      Collection<Rated> tickets, @Nullable Duration above, @Nullable Duration upTo) {
    List<Rated> within =
        tickets.stream()
            .filter(t -> above == null || t.firstResponse.compareTo(above) > 0)
            .filter(t -> upTo == null || t.firstResponse.compareTo(upTo) <= 0)
            .toList();
    long satisfied = within.stream().filter(t -> SurveyKind.CSAT5.favourable(t.score)).count();
    return new Band(upTo, Figure.share(satisfied, within.size()));
  }
}
