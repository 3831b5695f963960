package helpdesk.metrics.board;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.survey.SurveyAnswer;
import helpdesk.survey.SurveyAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a dashboard of any tickets and any period: the same two dozen statements at most, all of
 * one instant of the database, so that its figures agree with each other.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class BoardReader {
  /** Upper limits of the bars of the first response time, in seconds. */
  private static final List<Long> RESPONSE_LIMITS =
      List.of(900L, 3_600L, 10_800L, 21_600L, 86_400L);

  /**
   * Upper limits of the ages of the backlog, in seconds. Who is 1, 3, 7 or 30 days old already
   * belongs to the next.
   */
  private static final List<Long> AGE_LIMITS = List.of(86_399L, 259_199L, 604_799L, 2_591_999L);

  /** What the panels say beside their drawings. */
  private static final List<Metric> PANELS =
      List.of(
          Metric.TICKETS_CREATED,
          Metric.TICKETS_RESOLVED,
          Metric.BACKLOG_OPEN,
          Metric.BACKLOG_WAITING,
          Metric.UNANSWERED_NOW,
          Metric.FIRST_RESPONSE_TIME,
          Metric.CSAT);

  private static final int LOW_RATINGS = 5;
  private static final Duration MOST_HOURS = Duration.ofHours(26);
  private static final int MOST_DAYS = 92;
  private static final int MOST_WEEKS_IN_DAYS = 92 * 7;
  private final Figures figures;
  private final Scorecard scorecard;
  private final SurveyAnswers answers;

  BoardReader(Figures figures, Scorecard scorecard, SurveyAnswers answers) {
    this.figures = figures;
    this.scorecard = scorecard;
    this.answers = answers;
  }

  /**
   * The dashboard that answers a question.
   *
   * @param chosen the figures that are wanted besides those of the panels
   * @param arrivals what the hours of the week are shown of
   */
  public Board read(Collection<Metric> chosen, Metric arrivals, Question question) {
    Asked asked = question.asked();
    Set<Metric> metrics = new LinkedHashSet<>(chosen);
    metrics.addAll(PANELS);
    Map<Metric, Tile> tiles = new LinkedHashMap<>();
    for (Tile tile : scorecard.tiles(metrics, question)) tiles.put(tile.metric(), tile);
    return new Board(
        tiles,
        hourly(asked.window()),
        volume(question),
        figures.groups(Metric.CHANNEL_MIX, asked, Figures.Dimension.CHANNEL),
        bins(Metric.FIRST_RESPONSE_TIME, asked, RESPONSE_LIMITS),
        bins(Metric.BACKLOG_OPEN, asked, AGE_LIMITS),
        figures.largest(Metric.BACKLOG_OPEN, asked).orElse(null),
        figures.largest(Metric.UNANSWERED_NOW, asked).orElse(null),
        scores(asked),
        lowRatings(question),
        figures.peaks(arrivals, asked, question.zone()));
  }

  private List<Board.Volume> volume(Question question) {
    List<Window> bars = bars(question);
    Map<Metric, List<Figure>> each =
        figures.of(
            List.of(Metric.TICKETS_CREATED, Metric.TICKETS_RESOLVED), question.asked(), bars);
    List<Figure> created = each.getOrDefault(Metric.TICKETS_CREATED, List.of());
    List<Figure> resolved = each.getOrDefault(Metric.TICKETS_RESOLVED, List.of());
    List<Board.Volume> volume = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      Window bar = bars.get(i);
      volume.add(new Board.Volume(bar.from(), bar.to(), created.get(i).n(), resolved.get(i).n()));
    }
    return volume;
  }

  private static boolean hourly(Window window) {
    return Duration.between(window.from(), window.to()).compareTo(MOST_HOURS) <= 0;
  }

  /** Every hour of a day, every day of some weeks, else weeks or months. */
  private static List<Window> bars(Question question) {
    Window window = question.window();
    List<Instant> edges = new ArrayList<>();
    if (hourly(window)) {
      for (Instant at = window.from(); at.isBefore(window.to()); at = at.plus(1, ChronoUnit.HOURS))
        edges.add(at);
    } else {
      for (LocalDate date : bucket(question).beginnings(question.first(), behind(question)))
        edges.add(Window.midnight(date, question.zone()));
      edges.set(0, window.from());
    }
    List<Window> bars = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++)
      bars.add(new Window(edges.get(i), i + 1 < edges.size() ? edges.get(i + 1) : window.to()));
    return bars;
  }

  private static LocalDate behind(Question question) {
    return question.last().plusDays(1);
  }

  private static Bucket bucket(Question question) {
    if (question.days() <= MOST_DAYS) return Bucket.DAY;
    return question.days() <= MOST_WEEKS_IN_DAYS ? Bucket.WEEK : Bucket.MONTH;
  }

  private List<Board.Bin> bins(Metric metric, Asked asked, List<Long> limits) {
    List<Long> upTo = figures.upTo(metric, asked, limits);
    List<Board.Bin> bins = new ArrayList<>();
    for (int i = 0; i < upTo.size(); i++) {
      @Nullable Long above = i == 0 ? null : limits.get(i - 1);
      @Nullable Long limit = i < limits.size() ? limits.get(i) : null;
      bins.add(new Board.Bin(above, limit, upTo.get(i) - (i == 0 ? 0 : upTo.get(i - 1))));
    }
    return bins;
  }

  private List<Long> scores(Asked asked) {
    Map<Double, Long> values = figures.values(Metric.CSAT, asked);
    return LongStream.rangeClosed(1, 5)
        .mapToObj(score -> values.getOrDefault((double) score, 0L))
        .toList();
  }

  /** They are work that waits, whatever the figures are of. */
  private List<SurveyAnswer> lowRatings(Question question) {
    return question.filtered() ? List.of() : answers.lowUnfollowed(LOW_RATINGS);
  }
}
