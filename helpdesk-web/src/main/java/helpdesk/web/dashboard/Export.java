package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes figures and what they are made of as tables, each with what it is and of when it is. Rows
 * are read page by page, so that any number of them fits into little memory and no transaction is
 * long.
 */
@Component
class Export {
  private static final int PAGE = 1_000;
  private final Figures figures;
  private final Scorecard scorecard;

  Export(Figures figures, Scorecard scorecard) {
    this.figures = figures;
    this.scorecard = scorecard;
  }

  /** Several figures, a row each. */
  void tiles(List<Metric> metrics, Question question, Words words, Tables out) throws IOException {
    out.table(words.say("figures.export.figures"));
    heading(question, words, out);
    out.row(
        words.say("figures.export.metric"),
        words.say("dashboard.metric.definition"),
        words.say("figures.export.unit"),
        words.say("dashboard.metric.gave"),
        words.say("figures.n"),
        words.say("figures.export.low"),
        words.say("figures.export.high"),
        words.say("figures.export.mean"),
        words.say("figures.export.p90"),
        words.say("figures.export.before"),
        words.say("figures.export.before-n"));
    for (Tile tile : scorecard.tiles(metrics, question)) {
      Metric metric = tile.metric();
      Figure now = tile.now();
      Figure before = tile.before();
      out.row(
          words.say("metric." + metric.id() + ".name"),
          words.say("metric." + metric.id() + ".definition"),
          metric.unit(),
          now.value(),
          now.n(),
          now.interval() == null ? null : now.interval().low(),
          now.interval() == null ? null : now.interval().high(),
          now.mean(),
          now.p90(),
          before == null ? null : before.value(),
          before == null ? null : before.n());
    }
  }

  /** One figure: itself, over time, in parts, and every row that it is computed from. */
  void metric(Metric metric, Question question, Words words, Tables out) throws IOException {
    figure(metric, question, words, out);
    series(metric, question, words, out);
    for (Figures.Dimension by : Figures.Dimension.values()) parts(metric, question, by, words, out);
    rows(metric, question, words, out);
  }

  private void figure(Metric metric, Question question, Words words, Tables out)
      throws IOException {
    out.table(words.say("figures.export.figure"));
    out.row(words.say("figures.export.metric"), words.say("metric." + metric.id() + ".name"));
    for (String part : List.of("definition", "formula", "exclusions"))
      out.row(
          words.say("dashboard.metric." + part), words.say("metric." + metric.id() + "." + part));
    heading(question, words, out);
    Figure now = figures.of(metric, question.asked());
    out.row(words.say("figures.export.unit"), metric.unit());
    if (metric.target() != null)
      out.row(words.say("figures.export.target"), metric.target().toSeconds());
    out.row(words.say("dashboard.metric.gave"), now.value());
    out.row(words.say("figures.n"), now.n());
    if (now.interval() != null) {
      out.row(words.say("figures.export.low"), now.interval().low());
      out.row(words.say("figures.export.high"), now.interval().high());
    }
    if (metric.kind().measures()) {
      out.row(words.say("figures.export.mean"), now.mean());
      out.row(words.say("figures.export.p90"), now.p90());
      out.row(words.say("figures.export.max"), now.max());
    }
  }

  private void heading(Question question, Words words, Tables out) throws IOException {
    ZoneId zone = question.zone();
    String filter = words.filter(question.address());
    out.row(words.say("figures.export.from"), time(question.window().from(), zone));
    out.row(words.say("figures.export.to"), time(question.window().to(), zone));
    out.row(
        words.say("figures.export.filter"),
        filter.isEmpty() ? words.say("figures.export.all") : filter);
    out.row(
        words.say("figures.word.clock"),
        words.say("figures.clock." + question.asked().clock().key()));
    out.row(words.say("figures.export.zone"), zone.getId());
    out.row(words.say("figures.export.as-of"), time(question.asked().asOf(), zone));
  }

  private void series(Metric metric, Question question, Words words, Tables out)
      throws IOException {
    if (!question.ofDates() || metric.kind() == Metric.Kind.STOCK_NOW) return;
    Bucket part = SeriesReader.usual(question);
    List<LocalDate> dates = part.beginnings(question.first(), question.last().plusDays(1));
    out.table(words.say("figures.series"));
    out.row(
        words.say("dashboard.when"), words.say("dashboard.metric.gave"), words.say("figures.n"));
    for (Figures.Group group : figures.series(metric, question.asked(), dates, question.zone()))
      out.row(group.key(), group.figure().value(), group.figure().n());
  }

  private void parts(
      Metric metric, Question question, Figures.Dimension by, Words words, Tables out)
      throws IOException {
    String name = words.say("figures.by." + SplitView.word(by));
    out.table(name);
    out.row(
        name,
        words.say("dashboard.metric.gave"),
        words.say("figures.n"),
        words.say("figures.export.low"),
        words.say("figures.export.high"));
    for (Figures.Group group : figures.groups(metric, question.asked(), by)) {
      Figure figure = group.figure();
      out.row(
          group.key(),
          figure.value(),
          figure.n(),
          figure.interval() == null ? null : figure.interval().low(),
          figure.interval() == null ? null : figure.interval().high());
    }
  }

  private void rows(Metric metric, Question question, Words words, Tables out) throws IOException {
    out.table(words.say("dashboard.metric.rows"));
    boolean seconds = MetricView.seconds(metric);
    out.row(
        words.say("dashboard.metric.ticket"),
        words.say("figures.export.subject"),
        words.say("dashboard.metric.at"),
        words.say(seconds ? "dashboard.metric.seconds" : "dashboard.metric.gave"),
        words.say("dashboard.metric.hit"));
    Figures.Position behind = null;
    while (true) {
      List<Figures.Row> page = figures.rows(metric, question.asked(), behind, PAGE);
      for (Figures.Row row : page)
        out.row(
            row.number(),
            row.subject(),
            time(row.at(), question.zone()),
            row.value(),
            hit(row.hit()));
      if (page.size() < PAGE) return;
      Figures.Row last = page.get(PAGE - 1);
      behind = new Figures.Position(last.at(), last.id());
    }
  }

  private static @Nullable Integer hit(@Nullable Boolean hit) {
    return hit == null ? null : hit ? 1 : 0;
  }

  /** With the zone's distance from UTC, so that it is one instant wherever it is read. */
  private static String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(at, zone));
  }
}
