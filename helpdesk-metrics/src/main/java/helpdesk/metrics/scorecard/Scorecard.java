package helpdesk.metrics.scorecard;

import helpdesk.metrics.ask.Compare;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.board.Tile;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.goal.Baseline;
import helpdesk.metrics.goal.Baselines;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads figures beside what they are compared with, all of one instant. */
@Service
@Transactional(readOnly = true)
public class Scorecard {
  private final Figures figures;
  private final Baselines baselines;

  Scorecard(Figures figures, Baselines baselines) {
    this.figures = figures;
    this.baselines = baselines;
  }

  /** A tile for each of the metrics, in their order. */
  public List<Tile> tiles(List<Metric> metrics, Question question) {
    Baseline baseline = baseline(question);
    List<Tile> tiles = new ArrayList<>();
    for (Metric metric : metrics) tiles.add(tile(metric, question, baseline));
    return tiles;
  }

  /** The tile of one metric. */
  public Tile tile(Metric metric, Question question) {
    return tile(metric, question, baseline(question));
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

  private Tile tile(Metric metric, Question question, @Nullable Baseline baseline) {
    Figure now = figures.of(metric, question.asked());
    Figure before = before(metric, question, baseline);
    return new Tile(
        metric, now, before, before == null ? null : Movement.between(metric, before, now));
  }

  private @Nullable Figure before(Metric metric, Question question, @Nullable Baseline baseline) {
    if (metric.kind() == Metric.Kind.STOCK_NOW) return null;
    if (baseline != null) {
      boolean summed = metric.kind() == Metric.Kind.COUNT;
      // what adds up from day to day compares only with as many days
      if (summed && days(baseline.window(), question.zone()) != question.days()) return null;
      return baseline.figures().get(metric);
    }
    Window before = question.before();
    return before == null ? null : figures.of(metric, question.asked().in(before));
  }

  private static long days(Window window, ZoneId zone) {
    return ChronoUnit.DAYS.between(
            window.from().atZone(zone).toLocalDate(),
            window.to().minusNanos(1).atZone(zone).toLocalDate())
        + 1;
  }
}
