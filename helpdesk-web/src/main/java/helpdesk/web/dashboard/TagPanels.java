package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.formula.NegativePatterns;
import helpdesk.metrics.insight.TagReader;
import helpdesk.metrics.insight.TagReview;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.TableView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What tickets are about, how that moved, what disappoints, and which tags want a look. */
@Component
class TagPanels implements Panels {
  private static final int MOST = 30;
  private final TagReader reader;

  TagPanels(TagReader reader) {
    this.reader = reader;
  }

  @Override
  public String page() {
    return "tags";
  }

  @Override
  public List<PanelView> read(Question question, Words words) {
    TagReader.Said said = reader.read(question);
    Asking asking = new Asking(question, words);
    return List.of(trends(said, asking), negative(said.negative(), asking), review(said, asking));
  }

  private static PanelView trends(TagReader.Said said, Asking asking) {
    Words words = asking.words();
    long most = said.trends().stream().mapToLong(TagReader.Trend::n).max().orElse(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (TagReader.Trend trend : said.trends().stream().limit(MOST).toList()) {
      Long before = trend.before();
      Cell n = Cell.of(words.count(trend.n()));
      if (trend.n() > 0)
        n = Cell.of(n.text(), asking.link(Metric.TICKETS_CREATED, "tag", trend.tag()));
      rows.add(
          List.of(
              Cell.of(trend.tag()),
              most == 0 ? n : n.bar(100.0 * trend.n() / most),
              Cell.of(before == null ? "–" : words.count(before)),
              Cell.of(before == null ? "–" : change(trend.n() - before, words))));
    }
    List<PanelView.Sentence> sentences =
        List.of(
            share("insight.tags.covered", said.covered(), Metric.WHY_COVERAGE, asking),
            share("insight.tags.untagged", said.untagged(), Metric.UNTAGGED_RATE, asking));
    return new PanelView(
        "tags.trend",
        6,
        sentences,
        null,
        new TableView(
            List.of(
                asking.word("figures.by.tag"),
                asking.number("dashboard.received"),
                asking.number("figures.series.before"),
                asking.number("insight.tags.change")),
            rows));
  }

  private static String change(long difference, Words words) {
    return (difference > 0 ? "+" : difference < 0 ? "−" : "±") + words.count(Math.abs(difference));
  }

  private static PanelView.Sentence share(String key, Figure figure, Metric metric, Asking asking) {
    Words words = asking.words();
    if (figure.value() == null) return Asking.sentence(words.say(key + ".none"));
    String text = words.say(key, words.percent(figure.value()), words.count(figure.n()));
    if (figure.lowSample()) text += " " + words.say("figures.care", Figure.FEW);
    return new PanelView.Sentence(text, asking.link(metric));
  }

  private static PanelView negative(NegativePatterns patterns, Asking asking) {
    Words words = asking.words();
    List<List<Cell>> rows = new ArrayList<>();
    patterns.tags().stream()
        .filter(tag -> tag.share().hits() > 0)
        .sorted(
            Comparator.comparing((NegativePatterns.Tag tag) -> !tag.pattern())
                .thenComparing(tag -> -Objects.requireNonNullElse(tag.lift(), 0.0)))
        .limit(MOST)
        .forEach(
            tag ->
                rows.add(
                    List.of(
                        Cell.of(tag.name()),
                        Cell.of(
                                words.percent(tag.share().value()) + " %",
                                asking.link(Metric.CSAT, "tag", tag.name()))
                            .few(tag.share().lowSample()),
                        asking.n(tag.share()),
                        Cell.of(tag.lift() == null ? "–" : words.decimal(tag.lift(), 1) + "×"),
                        tag.pattern()
                            ? Cell.of(words.say("insight.tags.pattern")).chip("red")
                            : Cell.of(""))));
    Figure overall = patterns.overall();
    PanelView.Sentence sentence =
        overall.value() == null
            ? Asking.sentence(words.say("dashboard.nothing"))
            : new PanelView.Sentence(
                words.say(
                    "insight.tags.low", words.percent(overall.value()), words.count(overall.n())),
                asking.link(Metric.CSAT));
    return new PanelView(
        "tags.negative",
        6,
        List.of(sentence),
        null,
        new TableView(
            List.of(
                asking.word("figures.by.tag"),
                asking.number("insight.tags.low-share"),
                asking.number("insight.speed.n"),
                asking.number("insight.tags.lift"),
                asking.word("insight.volume.remark")),
            rows));
  }

  private static PanelView review(TagReader.Said said, Asking asking) {
    Words words = asking.words();
    List<List<Cell>> rows = new ArrayList<>();
    for (TagReview.Finding finding : said.review().stream().limit(MOST).toList()) {
      String why = finding.why().name().toLowerCase(Locale.ROOT);
      TagReview.Use use = finding.use();
      rows.add(
          List.of(
              Cell.of(use.tag().name()),
              Cell.of(words.say("insight.tags.review." + why, finding.other())),
              use.resolved() == 0
                  ? Cell.of("0")
                  : Cell.of(
                      words.count(use.resolved()),
                      asking.link(Metric.WHY_COVERAGE, "tag", use.tag().name())),
              Cell.of(words.count(use.recent()))));
    }
    List<PanelView.Sentence> sentences =
        rows.isEmpty() ? List.of(Asking.sentence(words.say("insight.tags.clean"))) : List.of();
    return new PanelView(
        "tags.review",
        12,
        sentences,
        null,
        new TableView(
            List.of(
                asking.word("figures.by.tag"),
                asking.word("insight.tags.why"),
                asking.number("dashboard.solved"),
                asking.number("insight.tags.recent")),
            rows));
  }
}
