package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.metrics.formula.SpikeCause;
import helpdesk.metrics.formula.VolumeSpike;
import helpdesk.metrics.insight.Volume;
import helpdesk.metrics.insight.VolumeReader;
import helpdesk.web.dashboard.PanelView.Cell;
import helpdesk.web.dashboard.PanelView.TableView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came in day by day, beside what is usual, and why some days were not. */
@Component
class VolumePanels implements Panels {
  private final VolumeReader reader;

  VolumePanels(VolumeReader reader) {
    this.reader = reader;
  }

  @Override
  public String page() {
    return "volume";
  }

  @Override
  public List<PanelView> read(Question question, Words words) {
    Volume volume = reader.read(question);
    Asking asking = new Asking(question, words);
    return List.of(days(volume, asking), unusual(volume, asking));
  }

  private static PanelView days(Volume volume, Asking asking) {
    Words words = asking.words();
    List<PanelView.Sentence> sentences = new ArrayList<>();
    Double mean = volume.mean().mean();
    if (mean != null)
      sentences.add(
          new PanelView.Sentence(
              words.say("insight.volume.mean", words.decimal(mean, 1), volume.mean().days()),
              asking.link(Metric.TICKETS_CREATED)));
    long holidays = volume.days().stream().filter(d -> d.holiday() != null).count();
    if (holidays > 0) sentences.add(Asking.sentence(words.say("insight.volume.closed", holidays)));
    List<List<Cell>> rows = new ArrayList<>();
    for (Volume.Day day : volume.days())
      rows.add(
          List.of(
              Cell.of(label(day, asking)),
              received(day, asking),
              Cell.of(day.usual() == null ? "–" : words.decimal(day.usual(), 1)),
              remark(day, asking)));
    TableView table =
        new TableView(
            List.of(
                asking.word("insight.day"),
                asking.number("dashboard.received"),
                asking.number("insight.volume.usual"),
                asking.word("insight.volume.remark")),
            rows);
    // half a day would look like a drop
    LocalDate today = asking.today();
    List<Volume.Day> over = volume.days().stream().filter(d -> d.date().isBefore(today)).toList();
    DayChart chart = over.isEmpty() ? null : DayChart.of(over, day -> label(day, asking), words);
    return new PanelView("volume.days", 12, sentences, chart, table);
  }

  private static PanelView unusual(Volume volume, Asking asking) {
    Words words = asking.words();
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = volume.days().size() - 1; i >= 0; i--) {
      Volume.Day day = volume.days().get(i);
      if (!day.unusual()) continue;
      VolumeSpike spike = Objects.requireNonNull(day.spike());
      rows.add(
          List.of(
              Cell.of(label(day, asking)),
              remark(day, asking),
              received(day, asking),
              Cell.of(words.decimal(Objects.requireNonNull(spike.median()), 1)),
              cause(day.tag(), day, "tag", asking),
              cause(day.channel(), day, "channel", asking)));
    }
    TableView table =
        new TableView(
            List.of(
                asking.word("insight.day"),
                asking.word("insight.volume.remark"),
                asking.number("dashboard.received"),
                asking.number("insight.volume.median"),
                asking.word("insight.volume.tag"),
                asking.word("insight.volume.channel")),
            rows);
    List<PanelView.Sentence> sentences =
        rows.isEmpty() ? List.of(Asking.sentence(words.say("insight.volume.none"))) : List.of();
    return new PanelView("volume.unusual", 12, sentences, null, table);
  }

  private static String label(Volume.Day day, Asking asking) {
    return asking.words().weekday(Window.midnight(day.date(), asking.question().zone()));
  }

  private static Cell received(Volume.Day day, Asking asking) {
    String n = asking.words().count(day.n());
    return day.n() == 0
        ? Cell.of(n)
        : Cell.of(n, asking.link(Metric.TICKETS_CREATED, day.date(), null, null));
  }

  private static Cell remark(Volume.Day day, Asking asking) {
    Words words = asking.words();
    String holiday = day.holiday();
    if (holiday != null)
      return Cell.of(holiday.isEmpty() ? words.say("insight.volume.holiday") : holiday)
          .chip("line");
    if (!day.unusual()) return Cell.of("");
    boolean more = Objects.requireNonNull(day.spike()).kind() == VolumeSpike.Kind.SPIKE;
    return Cell.of(words.say(more ? "insight.volume.spike" : "insight.volume.drop"))
        .chip(more ? "amber" : "blue");
  }

  private static Cell cause(
      @Nullable SpikeCause cause, Volume.Day day, String word, Asking asking) {
    if (cause == null) return Cell.of("–");
    Words words = asking.words();
    String name =
        word.equals("channel") ? words.say("dashboard.channel." + cause.part()) : cause.part();
    String text =
        words.say(
            "insight.volume.because",
            name,
            words.count(cause.n()),
            words.decimal(cause.usual(), 1));
    return cause.n() == 0
        ? Cell.of(text)
        : Cell.of(text, asking.link(Metric.TICKETS_CREATED, day.date(), word, cause.part()));
  }
}
