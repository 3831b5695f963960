package helpdesk.web.dashboard;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.report.Report;
import helpdesk.metrics.report.ReportWriter;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.workspace.PublicAddress;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Writes the figures of a report as a mail: a table, each figure a link to what is behind it. */
@Component
class ReportLetters implements ReportWriter {
  private static final String CELL = "<td style=\"padding:8px 16px 8px 0;vertical-align:top\">";
  private final Scorecard scorecard;
  private final MessageSource messages;
  private final PublicAddress address;

  ReportLetters(Scorecard scorecard, MessageSource messages, PublicAddress address) {
    this.scorecard = scorecard;
    this.messages = messages;
    this.address = address;
  }

  @Override
  public Letter write(Report report, Question question, Locale language) {
    Words words = new Words(messages, language, question.zone());
    String than = ScoreView.than(question, words);
    String period =
        words.say(
            "figures.mail.period",
            words.date(question.first()),
            words.date(question.last()),
            question.zone().getId());
    String filter = words.filter(report.address());
    // the days are named: a reader who opens it next week means the same ones
    String dates =
        report
            .address()
            .with("from", question.first().toString())
            .with("until", question.last().toString())
            .query();
    StringBuilder text = new StringBuilder(report.name() + "\n" + period + "\n");
    StringBuilder rows = new StringBuilder();
    if (!filter.isEmpty()) text.append(filter).append('\n');
    for (Tile tile : scorecard.tiles(report.metrics(), question)) {
      TileView view = TileView.of(tile, than, words);
      String link = address.of("/dashboard/metrics/" + view.id() + "?" + dates);
      String value = SeriesChart.told(tile.metric(), tile.now(), words);
      List<String> notes = notes(view);
      text.append('\n').append(view.label()).append(": ").append(value).append('\n');
      for (String note : notes) text.append("  ").append(note).append('\n');
      text.append("  ").append(link).append('\n');
      rows.append("<tr>").append(CELL).append("<a href=\"").append(escaped(link)).append("\">");
      rows.append(escaped(view.label())).append("</a></td>").append(CELL).append("<b>");
      rows.append(escaped(value)).append("</b></td>").append(CELL);
      rows.append(escaped(String.join(" · ", notes))).append("</td></tr>");
    }
    String why = words.say("figures.mail.why");
    text.append('\n').append(why).append('\n');
    String html =
        "<!DOCTYPE html><html lang=\""
            + language.getLanguage()
            + "\"><body style=\"font-family:sans-serif;font-size:15px;line-height:1.45\">"
            + "<h1 style=\"font-size:20px;margin:0\">"
            + escaped(report.name())
            + "</h1><p>"
            + escaped(period)
            + (filter.isEmpty() ? "" : "<br>" + escaped(filter))
            + "</p><table style=\"border-collapse:collapse;text-align:left\">"
            + rows
            + "</table><p>"
            + escaped(why)
            + "</p></body></html>";
    return new Letter(
        words.say("figures.mail.subject", report.name(), words.date(question.last())),
        text.toString(),
        html);
  }

  private static List<String> notes(TileView view) {
    List<String> notes = new java.util.ArrayList<>();
    if (view.change() != null) notes.add(view.change().text());
    notes.addAll(view.notes());
    return notes;
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
