package helpdesk.web.dashboard;

import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.formula.GoalProgress;
import helpdesk.metrics.goal.Goal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A goal in words and as a bar.
 *
 * @param state {@code open}, {@code reached} or {@code dropped}
 * @param status where it stands, {@code met}, {@code in_progress}, {@code regressed} or {@code
 *     no_data}; null where it was not looked up
 * @param bar how long the bar is
 * @param progress how much of the way is gone, in percent
 */
public record GoalView(
    long id,
    String metric,
    String name,
    String filter,
    String state,
    @Nullable String status,
    String target,
    String baseline,
    String now,
    String bar,
    String progress,
    String due,
    boolean overdue,
    String owner) {

  /** What is wanted, without how it stands. */
  static GoalView named(Goal goal, Words words) {
    return of(goal, null, false, words);
  }

  /**
   * @param figure the figure now, null where it was not looked up
   */
  static GoalView of(Goal goal, @Nullable Figure figure, boolean overdue, Words words) {
    Metric metric = goal.metric();
    Goal.Edition edition = goal.edition();
    GoalProgress progress =
        figure == null
            ? null
            : GoalProgress.of(
                goal.higherIsBetter(), goal.baseline(), edition.target(), figure.value());
    Double percent = progress == null ? null : progress.percent();
    boolean met = progress != null && progress.status() == GoalProgress.Status.MET;
    double length = met ? 100 : percent == null ? 0 : Math.max(0, Math.min(100, percent));
    return new GoalView(
        goal.id(),
        metric.id(),
        words.say("metric." + metric.id() + ".name"),
        words.filter(goal.address()),
        edition.state().key(),
        progress == null ? null : progress.status().name().toLowerCase(Locale.ROOT),
        words.say(
            goal.higherIsBetter() ? "figures.at-least" : "figures.at-most",
            amount(metric, edition.target(), words)),
        goal.baseline() == null ? "–" : amount(metric, goal.baseline(), words),
        figure == null ? "" : SeriesChart.told(metric, figure, words),
        String.format(Locale.ROOT, "%.1f%%", length),
        percent == null ? "" : words.decimal(percent, 0) + " %",
        words.date(edition.dueOn()),
        overdue,
        edition.ownerName() == null ? "–" : edition.ownerName());
  }

  /** An amount in a metric's unit, in words. */
  static String amount(Metric metric, double amount, Words words) {
    return switch (metric.kind()) {
      case DURATION -> words.duration(amount);
      case RATE, MIX -> words.decimal(amount, 1) + " %";
      case MEAN, COUNT, STOCK, STOCK_NOW -> words.decimal(amount, 2);
    };
  }
}
