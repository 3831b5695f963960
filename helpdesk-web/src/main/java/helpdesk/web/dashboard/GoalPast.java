package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.goal.Goal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a goal was met lately: by the target of now, in the periods that are over.
 *
 * @param inWords how many of them met it
 * @param rows the newest first
 */
public record GoalPast(String inWords, List<Row> rows) {
  private static final int PERIODS = 12;

  /**
   * One period.
   *
   * @param outcome {@code hit}, {@code miss}, or {@code none} where nothing was measured
   * @param href the cases behind it
   */
  public record Row(String days, String value, String n, String outcome, String href) {}

  /**
   * @param question what the goal asks now; the periods before it are as long
   */
  static GoalPast of(Goal goal, Question question, Figures figures, Words words) {
    Metric metric = goal.metric();
    // what is known of this moment only has no past
    if (metric.kind() == Metric.Kind.STOCK_NOW) return new GoalPast("", List.of());
    List<LocalDate> firsts = new ArrayList<>();
    for (int i = 1; i <= PERIODS; i++) firsts.add(question.last().minusDays(i * question.days()));
    List<Window> windows =
        firsts.stream()
            .map(f -> Window.ofDates(f, f.plusDays(question.days()), question.zone()))
            .toList();
    List<Figure> read =
        figures.of(List.of(metric), question.asked(), windows).getOrDefault(metric, List.of());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PERIODS; i++)
      rows.add(row(goal, question, firsts.get(i), read.get(i), words));
    long hits = rows.stream().filter(row -> row.outcome().equals("hit")).count();
    long judged = rows.stream().filter(row -> !row.outcome().equals("none")).count();
    return new GoalPast(words.say("figures.goal.past.words", hits, judged), rows);
  }

  private static Row row(
      Goal goal, Question question, LocalDate first, Figure figure, Words words) {
    LocalDate last = first.plusDays(question.days() - 1);
    String days =
        first.equals(last)
            ? words.date(first)
            : words.say("figures.goal.past.days", words.date(first), words.date(last));
    String href =
        question
            .address()
            .without("period", "to")
            .with("from", first.toString())
            .with("until", last.toString())
            .at("/dashboard/metrics/" + goal.metric().id());
    return new Row(
        days,
        SeriesChart.told(goal.metric(), figure, words),
        words.count(figure.n()),
        outcome(goal, figure),
        href);
  }

  private static String outcome(Goal goal, Figure figure) {
    Double value = figure.value();
    if (value == null) return "none";
    double target = goal.edition().target();
    boolean met = goal.higherIsBetter() ? value >= target : value <= target;
    return met ? "hit" : "miss";
  }
}
