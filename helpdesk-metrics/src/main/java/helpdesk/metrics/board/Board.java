package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.PeakHours;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.survey.SurveyAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the manager's dashboard, of one instant.
 *
 * @param tiles the figures that were asked for, and those that the panels need
 * @param hourly whether each bar of the volume is an hour, else it begins with a date
 * @param channels what came by which channel, the most first
 * @param oldest the oldest ticket of the backlog
 * @param longest who has waited longest for a first answer, and still waits
 * @param scores how often 1, 2, 3, 4 and 5 were given
 * @param lowRatings low ratings of the whole desk that nobody has answered yet, the newest first
 * @param arrivals at which hours of the week something came in
 */
public record Board(
    Map<Metric, Tile> tiles,
    boolean hourly,
    List<Volume> volume,
    List<Figures.Group> channels,
    List<Bin> responseTimes,
    List<Bin> ages,
    Figures.@Nullable Row oldest,
    Figures.@Nullable Row longest,
    List<Long> scores,
    List<SurveyAnswer> lowRatings,
    PeakHours arrivals) {

  /** What came in and what was resolved in an hour, or in some days. */
  public record Volume(Instant from, Instant to, long created, long resolved) {}

  /**
   * How many values are more than one limit and at most another, in seconds.
   *
   * @param above null for the first
   * @param upTo null for the last
   */
  public record Bin(@Nullable Long above, @Nullable Long upTo, long n) {}

  /** The figure of a metric, as it is now. */
  public Figure now(Metric metric) {
    return tile(metric).now();
  }

  /**
   * The tile of a metric.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  public Tile tile(Metric metric) {
    Tile tile = tiles.get(metric);
    if (tile == null) throw new IllegalArgumentException("Nobody asked for " + metric);
    return tile;
  }
}
