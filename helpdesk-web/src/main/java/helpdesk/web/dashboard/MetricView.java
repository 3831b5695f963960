package helpdesk.web.dashboard;

import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Interval;
import helpdesk.metrics.catalog.Metric;
import helpdesk.web.shell.Times;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric, explained. */
public final class MetricView {
  private final Metric metric;
  private final Asked asked;
  private final Figure figure;
  private final Words words;
  private final Times times;

  MetricView(Metric metric, Asked asked, Figure figure, Words words, Times times) {
    this.metric = metric;
    this.asked = asked;
    this.figure = figure;
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
    return TileView.value(metric, figure, words);
  }

  /** Which time it is of. */
  public String period() {
    if (metric.kind() == Metric.Kind.STOCK_NOW) return asOf();
    return times.dated(asked.window().from(), end());
  }

  private java.time.Instant end() {
    return asked.window().to().isAfter(asked.asOf()) ? asked.asOf() : asked.window().to();
  }

  public String asOf() {
    return words.say("dashboard.as-of", words.clock(asked.asOf()));
  }

  /** What else is known: on how many it rests, its interval, mean, 90th percentile, longest. */
  public List<String> companions() {
    List<String> all = new ArrayList<>();
    all.add(TileView.restsOn(figure, metric, words));
    Interval interval = figure.interval();
    if (interval != null)
      all.add(
          words.say(
              "dashboard.interval",
              words.decimal(interval.low(), 1),
              words.decimal(interval.high(), 1)));
    if (metric.kind() == Metric.Kind.RATE && figure.n() > 0)
      all.add(words.say("dashboard.hits", words.count(figure.hits()), words.count(figure.n())));
    if (metric.kind() == Metric.Kind.DURATION && figure.n() > 0) {
      all.add(words.say("dashboard.mean", words.duration(figure.mean())));
      all.add(words.say("dashboard.p90", words.duration(figure.p90())));
      all.add(words.say("dashboard.longest", words.duration(figure.max())));
    }
    return all;
  }

  /** What a row gave, in words. */
  public String gave(Figures.Row row) {
    Double value = row.value();
    if (value == null) return "–";
    if (metric.ofAnswers()) return words.say("dashboard.score", words.count(value));
    if (metric == Metric.REOPEN_RATE || metric == Metric.REPLIES_PER_RESOLUTION)
      return words.count(value);
    return words.duration(value);
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

  /** Whether rows give seconds. */
  public boolean timed() {
    return !metric.ofAnswers()
        && metric != Metric.REOPEN_RATE
        && metric != Metric.REPLIES_PER_RESOLUTION
        && metric != Metric.TICKETS_CREATED
        && metric != Metric.CHANNEL_MIX
        && metric != Metric.FCR_RATE;
  }
}
