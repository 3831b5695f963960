package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Compare;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chosen figures of a dashboard, by the question that each answers. */
public final class ScoreView {
  private final Question question;
  private final Words words;
  private final Map<Metric, TileView> tiles;

  /**
   * @param tiles in the order in which they were chosen
   */
  ScoreView(Question question, Words words, Map<Metric, TileView> tiles) {
    this.question = question;
    this.words = words;
    this.tiles = tiles;
  }

  /** The figures that answer one of the three questions. */
  public record Axis(String key, List<TileView> tiles) {}

  /** The three questions, those without a figure left out. */
  public List<Axis> axes() {
    List<Axis> axes = new ArrayList<>();
    for (Metric.Axis axis : Metric.Axis.values()) {
      List<TileView> own =
          tiles.entrySet().stream()
              .filter(e -> e.getKey().axis() == axis)
              .map(Map.Entry::getValue)
              .toList();
      if (!own.isEmpty()) axes.add(new Axis(axis.key(), own));
    }
    return axes;
  }

  /** What the page is about: a date, or a stretch of days. */
  public String title() {
    if (question.period() == NamedPeriod.TODAY) return words.title(question.asked().asOf());
    return words.say(
        "figures.title",
        words.count(question.days()),
        words.day(question.window().from()),
        words.day(question.window().to().minusNanos(1)));
  }

  public String asOf() {
    return words.clock(question.asked().asOf());
  }

  /** The words of the address, for links. */
  public String query() {
    return question.address().query();
  }

  /** Where a figure is explained. */
  public String link(String metric) {
    return question.address().at("/dashboard/metrics/" + metric);
  }

  /** Another page with the same words. */
  public String at(String path) {
    return question.address().at(path);
  }

  /** The word of the period, nothing where it was given by dates. */
  public String period() {
    NamedPeriod period = question.period();
    return period == null ? "" : period.key();
  }

  /** The same page of another named period. */
  public String in(String period) {
    return question
        .address()
        .without("from", "until", "to")
        .with("period", period)
        .at("/dashboard");
  }

  /** What the figures are compared with, in the middle of a sentence. */
  static String than(Question question, Words words) {
    if (question.compare() == Compare.LAST_YEAR) return words.say("figures.than.last_year");
    if (question.compare() == Compare.BASELINE) return words.say("figures.than.baseline");
    if (question.period() == NamedPeriod.TODAY) return words.say("dashboard.than.today");
    if (!question.ofDates()) return words.say("figures.than.time");
    return question.days() == 1
        ? words.say("figures.than.day")
        : words.say("dashboard.than.days", question.days());
  }
}
