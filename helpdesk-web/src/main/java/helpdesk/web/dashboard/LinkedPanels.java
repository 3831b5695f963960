package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.insight.LinkedMetrics;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.TableView;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What moved in the same weeks as a figure. */
@Component
class LinkedPanels implements Panels {
  private static final int MOST = 15;
  private final LinkedMetrics linked;

  LinkedPanels(LinkedMetrics linked) {
    this.linked = linked;
  }

  @Override
  public String page() {
    return "linked";
  }

  @Override
  public List<PanelView> read(Question question, Words words) {
    return read(question, words, Metric.FIRST_RESPONSE_TIME);
  }

  List<PanelView> read(Question question, Words words, Metric metric) {
    Asking asking = new Asking(question, words);
    List<List<Cell>> rows = new ArrayList<>();
    for (LinkedMetrics.Link link : linked.of(metric, question).stream().limit(MOST).toList()) {
      boolean together = link.correlation() >= 0;
      rows.add(
          List.of(
              Cell.of(
                  words.say("metric." + link.metric().id() + ".name"), asking.link(link.metric())),
              Cell.of(words.say(together ? "insight.linked.same" : "insight.linked.opposite")),
              Cell.of(words.decimal(link.correlation(), 2)).bar(100 * Math.abs(link.correlation())),
              Cell.of(words.count(link.weeks()))));
    }
    List<PanelView.Sentence> sentences = new ArrayList<>();
    sentences.add(
        new PanelView.Sentence(
            words.say(
                "insight.linked.of",
                words.say("metric." + metric.id() + ".name"),
                LinkedMetrics.WEEKS),
            asking.link(metric)));
    if (rows.isEmpty())
      sentences.add(Asking.sentence(words.say("insight.linked.none", LinkedMetrics.FEWEST)));
    sentences.add(Asking.sentence(words.say("insight.linked.caution")));
    return List.of(
        new PanelView(
            "linked.metrics",
            12,
            sentences,
            null,
            new TableView(
                List.of(
                    asking.word("insight.figure"),
                    asking.word("insight.linked.how"),
                    asking.number("insight.linked.correlation"),
                    asking.number("insight.linked.weeks")),
                rows)));
  }
}
