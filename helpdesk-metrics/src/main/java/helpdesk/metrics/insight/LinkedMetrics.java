package helpdesk.metrics.insight;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.formula.RankCorrelation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds what moved in the same weeks as a figure. That says nothing about causes, and of so many
 * figures some go together by chance.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class LinkedMetrics {
  /** How many whole weeks up to the end of the period are looked at. */
  public static final int WEEKS = 26;

  /** In so many weeks at least both figures must be known. */
  public static final int FEWEST = 12;

  private final Figures figures;

  LinkedMetrics(Figures figures) {
    this.figures = figures;
  }

  /**
   * A figure that may go with another.
   *
   * @param correlation of the ranks of the weeks, -1 to 1
   * @param weeks in how many both were known
   */
  public record Link(Metric metric, double correlation, int weeks) {}

  /** Whether a figure has a past that is read fast enough to look for links. */
  public static boolean follows(Metric metric) {
    return !metric.kind().stock()
        && metric.kind() != Metric.Kind.MIX
        && !metric.made().measures().isEmpty();
  }

  /** The others, those that go with it most closely first. */
  public List<Link> of(Metric metric, Question question) {
    List<Metric> all =
        new ArrayList<>(Arrays.stream(Metric.values()).filter(LinkedMetrics::follows).toList());
    if (!all.contains(metric)) all.add(metric);
    List<Window> weeks = weeks(question);
    Asked asked =
        question.asked().in(new Window(weeks.get(0).from(), weeks.get(weeks.size() - 1).to()));
    Map<Metric, List<Figure>> series = figures.of(all, asked, weeks);
    List<Figure> own = series.getOrDefault(metric, List.of());
    List<Link> links = new ArrayList<>();
    for (Metric other : all)
      if (other != metric) link(other, own, series.getOrDefault(other, List.of()), links);
    links.sort(Comparator.comparingDouble(link -> -Math.abs(link.correlation())));
    return links;
  }

  private static void link(Metric other, List<Figure> own, List<Figure> series, List<Link> links) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      Double x = own.get(i).value();
      Double y = series.get(i).value();
      if (x != null && y != null) pairs.add(new double[] {x, y});
    }
    if (pairs.size() < FEWEST) return;
    Double correlation =
        RankCorrelation.of(
            pairs.stream().mapToDouble(p -> p[0]).toArray(),
            pairs.stream().mapToDouble(p -> p[1]).toArray());
    if (correlation != null) links.add(new Link(other, correlation, pairs.size()));
  }

  private static List<Window> weeks(Question question) {
    LocalDate today = question.asked().asOf().atZone(question.zone()).toLocalDate();
    LocalDate last = question.last().isBefore(today) ? question.last().plusDays(1) : today;
    LocalDate behind = last.with(DayOfWeek.MONDAY);
    List<LocalDate> dates = Bucket.WEEK.beginnings(behind.minusWeeks(WEEKS), behind);
    return dates.stream()
        .map(date -> Window.ofDates(date, date.plusWeeks(1), question.zone()))
        .toList();
  }
}
