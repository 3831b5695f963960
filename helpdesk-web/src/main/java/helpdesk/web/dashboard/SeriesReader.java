package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Compare;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a figure over time, and the one before it. */
@Component
class SeriesReader {
  /** A single day is shown among those before it. */
  private static final int AROUND_A_DAY = 28;

  private static final int MOST_DAYS = 45;
  private static final int MOST_WEEKS_IN_DAYS = 280;
  private final Figures figures;

  SeriesReader(Figures figures) {
    this.figures = figures;
  }

  /** Into which parts a period is cut if nobody says. */
  static Bucket usual(Question question) {
    long days = question.days() == 1 ? AROUND_A_DAY : question.days();
    if (days <= MOST_DAYS) return Bucket.DAY;
    return days <= MOST_WEEKS_IN_DAYS ? Bucket.WEEK : Bucket.MONTH;
  }

  /** Null where a figure has no past, or the period is a part of a day. */
  @Nullable SeriesChart read(
      Metric metric, Question question, Bucket part, List<SeriesChart.Level> levels, Words words) {
    if (metric.kind() == Metric.Kind.STOCK_NOW || metric.kind() == Metric.Kind.MIX) return null;
    if (!question.ofDates()) return null;
    LocalDate behind = question.last().plusDays(1);
    LocalDate first =
        question.days() == 1 ? question.last().minusDays(AROUND_A_DAY - 1) : question.first();
    List<LocalDate> dates = part.beginnings(first, behind);
    List<Figures.Group> now = series(metric, question, dates, behind, 0);
    long back = back(question, first, behind);
    boolean compared = back > 0 && !metric.kind().stock();
    List<Figures.Group> before =
        compared ? series(metric, question, dates, behind, back) : List.of();
    return SeriesChart.of(
        metric,
        now,
        before,
        dates.stream().map(date -> words.day(Window.midnight(date, question.zone()))).toList(),
        links(metric, question, dates, behind),
        levels,
        words);
  }

  private static long back(Question question, LocalDate first, LocalDate behind) {
    if (question.compare() == Compare.LAST_YEAR) return 52L * 7;
    if (question.compare() != Compare.PREVIOUS) return 0;
    return java.time.temporal.ChronoUnit.DAYS.between(first, behind);
  }

  private List<Figures.Group> series(
      Metric metric, Question question, List<LocalDate> dates, LocalDate behind, long back) {
    Asked asked =
        question
            .asked()
            .in(
                Window.ofDates(
                    dates.get(0).minusDays(back), behind.minusDays(back), question.zone()));
    return figures.series(
        metric, asked, dates.stream().map(date -> date.minusDays(back)).toList(), question.zone());
  }

  private static List<String> links(
      Metric metric, Question question, List<LocalDate> dates, LocalDate behind) {
    List<String> links = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      LocalDate next = i + 1 < dates.size() ? dates.get(i + 1) : behind;
      links.add(
          question
              .address()
              .without("period", "to")
              .with("from", dates.get(i).toString())
              .with("until", next.minusDays(1).toString())
              .at("/dashboard/metrics/" + metric.id()));
    }
    return links;
  }
}
