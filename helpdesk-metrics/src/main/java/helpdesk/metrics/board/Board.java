package helpdesk.metrics.board;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.survey.SurveyAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the manager's dashboard, of one instant.
 *
 * @param before what the tiles are compared with
 * @param oldest the oldest ticket of the backlog
 * @param longest who has waited longest for a first answer, and still waits
 * @param scores how often 1, 2, 3, 4 and 5 were given
 * @param lowRatings low ratings that nobody has answered yet, the newest first
 */
public record Board(
    Period period,
    Instant asOf,
    Window window,
    Window before,
    Tile created,
    Tile resolved,
    Tile backlog,
    Tile unassigned,
    Tile waiting,
    Tile unanswered,
    Tile firstResponse,
    Tile firstResponseInTarget,
    Tile fullResolution,
    Tile resolvedWithin24h,
    Tile csat,
    List<Volume> volume,
    List<ChannelShare> channels,
    List<Bin> responseTimes,
    List<Bin> ages,
    @Nullable Named oldest,
    @Nullable Named longest,
    List<Long> scores,
    List<SurveyAnswer> lowRatings) {

  /** What came in and what was resolved in an hour or a day. */
  public record Volume(Instant from, Instant to, long created, long resolved) {}

  /** What came by one channel. */
  public record ChannelShare(ChannelKind channel, Figure share) {}

  /**
   * How many values are more than one limit and at most another, in seconds.
   *
   * @param above null for the first
   * @param upTo null for the last
   */
  public record Bin(@Nullable Long above, @Nullable Long upTo, long n) {}

  /** A ticket that stands out, and since when. */
  public record Named(long number, String subject, String status, Instant since) {}
}
