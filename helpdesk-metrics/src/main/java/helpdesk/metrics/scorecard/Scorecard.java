package helpdesk.metrics.scorecard;

import helpdesk.metrics.ask.Compare;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.goal.Baseline;
import helpdesk.metrics.goal.Baselines;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads figures beside what they are compared with, all of one instant of the database: a handful
 * of statements, however many they are.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Scorecard {
  private final Figures figures;
  private final Baselines baselines;

  Scorecard(Figures figures, Baselines baselines) {
    this.figures = figures;
    this.baselines = baselines;
  }

  /** A tile for each of the metrics, in their order. */
  public List<Tile> tiles(Collection<Metric> metrics, Question question) {
    Baseline baseline = baseline(question);
    Window before = baseline == null ? question.before() : null;
    List<Window> windows =
        before == null ? List.of(question.window()) : List.of(question.window(), before);
    Map<Metric, List<Figure>> read = figures.of(metrics, question.asked(), windows);
    return metrics.stream()
        .map(metric -> tile(metric, read.getOrDefault(metric, List.of()), question, baseline))
        .toList();
  }

  /** The tile of one metric. */
  public Tile tile(Metric metric, Question question) {
    return tiles(List.of(metric), question).get(0);
  }

  /**
   * The baseline that is asked for, else the newest; null if none is asked for or there is none.
   */
  public @Nullable Baseline baseline(Question question) {
    if (question.compare() != Compare.BASELINE) return null;
    Long id =
        question
            .address()
            .get("baseline")
            .filter(t -> t.matches("[0-9]{1,18}"))
            .map(Long::valueOf)
            .orElse(null);
    return baselines.find(id).orElse(null);
  }

  /**
   * @param read the figure now and, if there is such a period, the one before
   */
  private static Tile tile(
      Metric metric, List<Figure> read, Question question, @Nullable Baseline baseline) {
    Figure before = read.size() > 1 ? read.get(1) : null;
    if (baseline != null) before = frozen(metric, question, baseline);
    // of what is known of this moment only, there is no before
    if (metric.kind() == Metric.Kind.STOCK_NOW) before = null;
    return Tile.of(metric, read.get(0), before);
  }

  private static @Nullable Figure frozen(Metric metric, Question question, Baseline baseline) {
    boolean summed = metric.kind() == Metric.Kind.COUNT;
    // what adds up from day to day compares only with as many days
    if (summed && days(baseline.window(), question.zone()) != question.days()) return null;
    return baseline.figures().get(metric);
  }

  private static long days(Window window, ZoneId zone) {
    return ChronoUnit.DAYS.between(
            window.from().atZone(zone).toLocalDate(),
            window.to().minusNanos(1).atZone(zone).toLocalDate())
        + 1;
  }
}
