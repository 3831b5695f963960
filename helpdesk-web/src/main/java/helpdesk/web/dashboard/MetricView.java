package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.goal.Goal;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.web.shell.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric, explained. */
public final class MetricView {
  private final Metric metric;
  private final Question question;
  private final Tile tile;
  private final List<Figures.Row> rows;
  private final Words words;
  private final Times times;

  MetricView(
      Metric metric,
      Question question,
      Tile tile,
      List<Figures.Row> rows,
      Words words,
      Times times) {
    this.metric = metric;
    this.question = question;
    this.tile = tile;
    this.rows = rows;
    this.words = words;
    this.times = times;
  }

  public String id() {
    return metric.id();
  }

  /** One of its texts: name, definition, formula or exclusions. */
  public String text(String part) {
    return words.say("metric." + metric.id() + "." + part);
  }

  public List<Words.Part> value() {
    return TileView.value(metric, tile.now(), words);
  }

  /** How it moved, null where there is nothing to compare with. */
  public TileView.@Nullable ChangeView change() {
    return TileView.change(tile, ScoreView.than(question, words), words);
  }

  /** What it is compared with, as a figure; null where there is nothing to compare with. */
  public @Nullable String before() {
    Figure before = tile.before();
    if (before == null) return null;
    return words.say(
        "figures.before", SeriesChart.told(metric, before, words), words.count(before.n()));
  }

  /** The figure in a sentence that needs no statistics. */
  public String inWords() {
    Figure now = tile.now();
    String n = words.count(now.n());
    if (now.value() == null) return words.say("figures.says.nothing");
    return switch (metric.kind()) {
      case DURATION ->
          words.say(
              "figures.says.duration", n, words.duration(now.median()), words.duration(now.p90()));
      case RATE -> share(now, n);
      case MEAN -> words.say("figures.says.mean", words.decimal(now.value(), 2), n);
      case COUNT -> words.say("figures.says.count", n);
      case STOCK -> words.say("figures.says.stock", n);
      case STOCK_NOW -> words.say("figures.says.now", n);
      case MIX -> words.say("figures.says.mix", n);
    };
  }

  private String share(Figure now, String n) {
    Interval interval = now.interval();
    if (interval == null) return words.say("figures.says.nothing");
    return words.say(
        "figures.says.share",
        words.count(now.hits()),
        n,
        words.decimal(interval.low(), 0),
        words.decimal(interval.high(), 0));
  }

  /** A word of care where few cases stand behind it. */
  public @Nullable String care() {
    boolean judged = metric.kind() == Metric.Kind.RATE || metric.kind().measures();
    return judged && tile.now().n() > 0 && tile.now().lowSample()
        ? words.say("figures.care", Figure.FEW)
        : null;
  }

  /** Which time it is of. */
  public String period() {
    if (metric.kind() == Metric.Kind.STOCK_NOW) return asOf();
    return times.dated(question.window().from(), end());
  }

  private Instant end() {
    Instant asOf = question.asked().asOf();
    return question.window().to().isAfter(asOf) ? asOf : question.window().to();
  }

  public String asOf() {
    return words.say("dashboard.as-of", words.clock(question.asked().asOf()));
  }

  /** What else is known: on how many it rests, its interval, mean, 90th percentile, longest. */
  public List<String> companions() {
    Figure figure = tile.now();
    List<String> all = new ArrayList<>();
    all.add(TileView.restsOn(figure, metric, words));
    Interval interval = figure.interval();
    if (interval != null) all.add(interval(interval));
    if (metric.kind() == Metric.Kind.RATE && figure.n() > 0)
      all.add(words.say("dashboard.hits", words.count(figure.hits()), words.count(figure.n())));
    if (metric.kind() == Metric.Kind.DURATION && figure.n() > 0) {
      all.add(words.say("dashboard.mean", words.duration(figure.mean())));
      all.add(words.say("dashboard.p90", words.duration(figure.p90())));
      all.add(words.say("dashboard.longest", words.duration(figure.max())));
    }
    if (metric.target() != null) all.add(target());
    return all;
  }

  private String interval(Interval interval) {
    return metric.kind() == Metric.Kind.DURATION
        ? words.say(
            "dashboard.interval.median",
            words.duration(interval.low()),
            words.duration(interval.high()))
        : words.say(
            "dashboard.interval",
            words.decimal(interval.low(), 1),
            words.decimal(interval.high(), 1));
  }

  /** The target, and for durations how many are within it. */
  private String target() {
    String length =
        words.duration((double) java.util.Objects.requireNonNull(metric.target()).toSeconds());
    Double within = tile.now().withinTarget();
    return metric.kind() == Metric.Kind.DURATION && within != null
        ? words.say("figures.target.within", length, words.percent(within))
        : words.say("figures.target", length);
  }

  /** What is drawn into the chart: the metric's own target, and goals. */
  List<SeriesChart.Level> levels(List<Goal> goals) {
    List<SeriesChart.Level> levels = new ArrayList<>();
    if (metric.kind() == Metric.Kind.DURATION && metric.target() != null)
      levels.add(
          new SeriesChart.Level(
              metric.target().toSeconds(),
              words.say(
                  "figures.line.target", words.duration((double) metric.target().toSeconds()))));
    for (Goal goal : goals)
      levels.add(
          new SeriesChart.Level(
              goal.edition().target(),
              words.say(
                  "figures.line.goal", GoalView.amount(metric, goal.edition().target(), words))));
    return levels;
  }

  /** The goals that are pursued with this metric, where they stand. */
  List<GoalView> goals(List<Goal> goals) {
    return goals.stream().map(goal -> GoalView.named(goal, words)).toList();
  }

  /** The page's words, for links. */
  public String query() {
    return question.address().query();
  }

  /** Another page that is asked the same. */
  public String at(String path) {
    return question.address().at(path);
  }

  /** The dashboard that is asked the same; a limit of values means nothing there. */
  public String dashboard() {
    return question.address().without("above", "up_to").at("/dashboard");
  }

  /** What a row gave, in words. */
  public String gave(Figures.Row row) {
    return gave(metric, row.value(), words);
  }

  /** What a row gave, in words. */
  static String gave(Metric metric, @Nullable Double value, Words words) {
    if (value == null) return "–";
    Integer best = metric.best();
    if (best != null) return words.say("dashboard.score-of", words.count(value), best);
    return seconds(metric) ? words.duration(value) : words.decimal(value, 2);
  }

  /** What a row gave, in its unit and not rounded. */
  public @Nullable String exactly(Figures.Row row) {
    Double value = row.value();
    return value == null ? null : Long.toString(Math.round(value));
  }

  /** Whether rows either hit or miss. */
  public boolean judged() {
    return metric.kind() == Metric.Kind.RATE;
  }

  /** Whether rows give seconds, and any of those that are shown does. */
  public boolean timed() {
    return seconds(metric) && rows.stream().anyMatch(row -> row.value() != null);
  }

  /** Whether the values of a metric's rows are seconds; a share's are, where there are any. */
  static boolean seconds(Metric metric) {
    if (metric.ofAnswers()) return false;
    return switch (metric.kind()) {
      case DURATION, COUNT, STOCK, STOCK_NOW, RATE -> true;
      case MEAN, MIX -> false;
    };
  }
}
