package helpdesk.web.dashboard;

import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.web.shell.SignedInAgent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The chosen figures for a screen on the wall: large, dark, with nothing to press, and always as of
 * now.
 */
@Controller
class WallController {
  /** As many as can be read from afar. */
  private static final int MOST = 8;

  private final Scorecard scorecard;
  private final TileChoices choices;
  private final Inquiry inquiry;
  private final MessageSource messages;

  WallController(
      Scorecard scorecard, TileChoices choices, Inquiry inquiry, MessageSource messages) {
    this.scorecard = scorecard;
    this.choices = choices;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  @GetMapping("/dashboard/wall")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      Model model) {
    read(me, parameters, locale, model);
    return "dashboard/wall";
  }

  @GetMapping("/dashboard/wall/figures")
  String figures(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      Model model) {
    read(me, parameters, locale, model);
    return "dashboard/wall :: figures";
  }

  private void read(
      SignedInAgent me, MultiValueMap<String, String> parameters, Locale locale, Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(parameters, NamedPeriod.TODAY);
    Words words = inquiry.words(locale);
    List<Metric> metrics = choices.of(me.id(), me.role()).stream().limit(MOST).toList();
    String than = ScoreView.than(question, words);
    List<TileView> tiles =
        scorecard.tiles(metrics, question).stream()
            .map((Tile tile) -> TileView.of(tile, than, words))
            .toList();
    model.addAttribute("tiles", tiles);
    model.addAttribute("days", new ScoreView(question, words, Map.of()).title());
    model.addAttribute("clock", words.hour(question.asked().asOf()));
    model.addAttribute("asOf", words.clock(question.asked().asOf()));
    model.addAttribute("again", question.address().at("/dashboard/wall/figures"));
  }
}
