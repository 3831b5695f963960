package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.Column;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is asked, for panels: says figures as cells that lead to what stands behind them. */
record Asking(Question question, Words words) {
  /** Where a metric is explained, asked the same. */
  String link(Metric metric) {
    return question.address().at("/dashboard/metrics/" + metric.id());
  }

  /** The same with one word more, such as one agent only. */
  String link(Metric metric, String word, String value) {
    return question.address().with(word, value).at("/dashboard/metrics/" + metric.id());
  }

  /** Of one day, with one word more where there is one. */
  String link(Metric metric, LocalDate date, @Nullable String word, @Nullable String value) {
    Address address =
        question
            .address()
            .without("period", "to")
            .with("from", date.toString())
            .with("until", date.toString());
    if (word != null) address = address.with(word, value);
    return address.at("/dashboard/metrics/" + metric.id());
  }

  /** A figure as a cell. Where nothing is measured there is nothing to lead to. */
  Cell cell(Metric metric, Figure figure, String href) {
    boolean judged = metric.kind() == Metric.Kind.RATE || metric.kind().measures();
    if (figure.value() == null || (judged && figure.n() == 0)) return Cell.of("–");
    return Cell.of(SeriesChart.told(metric, figure, words), href).few(judged && figure.lowSample());
  }

  /** On how many cases a figure rests. */
  Cell n(Figure figure) {
    return Cell.of(words.count(figure.n()));
  }

  /** The interval of a share, a dash where there is none. */
  Cell interval(Figure figure) {
    Interval interval = figure.interval();
    if (interval == null) return Cell.of("–");
    return Cell.of(
        words.say(
            "insight.interval",
            words.decimal(interval.low(), 0),
            words.decimal(interval.high(), 0)));
  }

  /** The date that is running. */
  LocalDate today() {
    return question.asked().asOf().atZone(question.zone()).toLocalDate();
  }

  /** A column of numbers. */
  Column number(String key) {
    return new Column(words.say(key), true);
  }

  /** A column of words. */
  Column word(String key) {
    return new Column(words.say(key), false);
  }

  static PanelView.Sentence sentence(String text) {
    return new PanelView.Sentence(text, null);
  }
}
