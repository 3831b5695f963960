package helpdesk.metrics.insight;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Ratings;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.formula.NegativePatterns;
import helpdesk.tag.Tag;
import helpdesk.tag.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what tickets are about, how that moved, and which tags want a second look. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class TagReader {
  private static final Duration RECENT = Duration.ofDays(90);
  private final Figures figures;
  private final Ratings ratings;
  private final Tags tags;

  TagReader(Figures figures, Ratings ratings, Tags tags) {
    this.figures = figures;
    this.ratings = ratings;
    this.tags = tags;
  }

  /**
   * What the tags say.
   *
   * @param trends the most frequent first
   * @param untagged the share of resolved tickets without a tag
   * @param covered the share of resolved tickets that say why they came
   */
  public record Said(
      List<Trend> trends,
      Figure untagged,
      Figure covered,
      List<TagReview.Finding> review,
      NegativePatterns negative) {}

  /**
   * How often a tag was given to tickets that came in.
   *
   * @param before in the period it is compared with, null where there is none
   */
  public record Trend(String tag, long n, @Nullable Long before) {}

  /** Of a period. */
  public Said read(Question question) {
    Asked asked = question.asked();
    Figure covered = figures.of(Metric.WHY_COVERAGE, asked);
    return new Said(
        trends(question),
        figures.of(Metric.UNTAGGED_RATE, asked),
        covered,
        TagReview.of(uses(asked), covered.n()),
        NegativePatterns.of(
            ratings.of(asked).stream()
                .map(r -> new NegativePatterns.Rating(r.low(), r.tags()))
                .toList()));
  }

  private List<Trend> trends(Question question) {
    Window before = question.before();
    List<Window> windows = new ArrayList<>();
    windows.add(question.window().until(question.asked().asOf().plusSeconds(1)));
    if (before != null) windows.add(before);
    List<Map<String, Long>> counts =
        figures.counts(Metric.TICKETS_CREATED, question.asked(), windows, Figures.Dimension.TAG);
    TreeSet<String> names = new TreeSet<>();
    for (Map<String, Long> each : counts) names.addAll(each.keySet());
    names.remove("");
    return names.stream()
        .map(
            name ->
                new Trend(
                    name,
                    counts.get(0).getOrDefault(name, 0L),
                    before == null ? null : counts.get(1).getOrDefault(name, 0L)))
        .sorted(Comparator.comparingLong((Trend t) -> -t.n()).thenComparing(Trend::tag))
        .toList();
  }

  private List<TagReview.Use> uses(Asked asked) {
    Map<String, Figure> resolved = new HashMap<>();
    for (Figures.Group group : figures.groups(Metric.WHY_COVERAGE, asked, Figures.Dimension.TAG))
      if (group.key() != null) resolved.put(group.key(), group.figure());
    Instant now = asked.asOf();
    Window recent = new Window(now.minus(RECENT), now.plusSeconds(1));
    Map<String, Long> used =
        figures
            .counts(
                Metric.TICKETS_CREATED,
                asked.of(Filter.NONE),
                List.of(recent),
                Figures.Dimension.TAG)
            .get(0);
    List<TagReview.Use> uses = new ArrayList<>();
    for (Tag tag : tags.all()) {
      Figure figure = resolved.getOrDefault(tag.name(), Figure.share(0, 0));
      uses.add(
          new TagReview.Use(tag, figure.n(), figure.hits(), used.getOrDefault(tag.name(), 0L)));
    }
    return uses;
  }
}
