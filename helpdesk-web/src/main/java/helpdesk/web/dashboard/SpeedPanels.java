package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.formula.Knee;
import helpdesk.metrics.formula.SpeedAndSatisfaction;
import helpdesk.metrics.insight.Speed;
import helpdesk.metrics.insight.SpeedReader;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.TableView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether those who were answered sooner are more satisfied. */
@Component
class SpeedPanels implements Panels {
  private final SpeedReader reader;

  SpeedPanels(SpeedReader reader) {
    this.reader = reader;
  }

  @Override
  public String page() {
    return "speed";
  }

  @Override
  public List<PanelView> read(Question question, Words words) {
    Speed speed = reader.read(question);
    Asking asking = new Asking(question, words);
    return List.of(bands(speed, asking), knee(speed.knee(), asking));
  }

  private static PanelView bands(Speed speed, Asking asking) {
    Words words = asking.words();
    List<PanelView.Sentence> sentences = new ArrayList<>();
    sentences.add(
        new PanelView.Sentence(
            words.say("insight.speed.rated", speed.rated()), asking.link(Metric.CSAT)));
    Double rank = speed.bands().correlation();
    sentences.add(
        Asking.sentence(
            rank == null
                ? words.say("insight.speed.unknown")
                : words.say("insight.speed.rank", words.decimal(rank, 2))));
    List<List<Cell>> rows = new ArrayList<>();
    String above = null;
    double from = 0;
    for (SpeedAndSatisfaction.Band band : speed.bands().bands()) {
      Double upTo = band.upTo() == null ? null : (double) band.upTo().toSeconds();
      rows.add(row(name(from, upTo, words), between(above, upTo, asking), band.csat(), asking));
      if (upTo != null) {
        from = upTo;
        above = Long.toString(Math.round(upTo));
      }
    }
    return new PanelView(
        "speed.bands", 7, sentences, null, table("insight.speed.response", rows, asking));
  }

  private static PanelView knee(@Nullable Knee knee, Asking asking) {
    Words words = asking.words();
    List<PanelView.Sentence> sentences = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    if (knee == null) sentences.add(Asking.sentence(words.say("insight.speed.no-evidence")));
    else {
      double limit = knee.limit().toSeconds();
      sentences.add(Asking.sentence(words.say("insight.speed.knee.at", words.duration(limit))));
      String seconds = Long.toString(knee.limit().toSeconds());
      rows.add(row(name(0, limit, words), between(null, limit, asking), knee.faster(), asking));
      rows.add(
          row(name(limit, null, words), between(seconds, null, asking), knee.slower(), asking));
    }
    sentences.add(Asking.sentence(words.say("insight.speed.caution")));
    return new PanelView(
        "speed.knee", 5, sentences, null, table("insight.speed.response", rows, asking));
  }

  private static TableView table(String what, List<List<Cell>> rows, Asking asking) {
    return new TableView(
        List.of(
            asking.word(what),
            asking.number("insight.speed.n"),
            asking.number("metric.csat.name"),
            asking.number("insight.between")),
        rows);
  }

  private static List<Cell> row(String name, String href, Figure csat, Asking asking) {
    Double value = csat.value();
    Words words = asking.words();
    Cell share =
        value == null
            ? Cell.of("–")
            : Cell.of(words.percent(value) + " %").few(csat.lowSample()).bar(value);
    return List.of(Cell.of(name, href), asking.n(csat), share, asking.interval(csat));
  }

  private static String name(double above, @Nullable Double upTo, Words words) {
    String longer = "> " + words.duration(above);
    if (upTo == null) return longer;
    String within = "≤ " + words.duration(upTo);
    return above == 0 ? within : longer + ", " + within;
  }

  /** The tickets that were answered in that time, rated or not. */
  private static String between(@Nullable String above, @Nullable Double upTo, Asking asking) {
    return asking
        .question()
        .address()
        .with("above", above)
        .with("up_to", upTo == null ? null : Long.toString(Math.round(upTo)))
        .at("/dashboard/metrics/" + Metric.FIRST_RESPONSE_TIME.id());
  }
}
