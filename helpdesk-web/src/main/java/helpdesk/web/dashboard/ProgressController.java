package helpdesk.web.dashboard;

import helpdesk.agent.Role;
import helpdesk.agent.TeamId;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * How somebody's own work goes, beside their team as a whole. Only they see it, nobody else is
 * named on it, and nobody is ranked.
 */
@Controller
class ProgressController {
  private final Scorecard scorecard;
  private final TileChoices choices;
  private final Inquiry inquiry;

  ProgressController(Scorecard scorecard, TileChoices choices, Inquiry inquiry) {
    this.scorecard = scorecard;
    this.choices = choices;
    this.inquiry = inquiry;
  }

  /**
   * One figure.
   *
   * @param team the team's, null for who is in none
   */
  public record Line(TileView own, String definition, @Nullable TileView team) {}

  @GetMapping("/dashboard/me")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    Address asked = Address.of(parameters);
    Address period = asked;
    // whose figures they are is not for the address to say
    for (String name : asked.names())
      if (!List.of("period", "from", "until", "to").contains(name)) period = period.without(name);
    Words words = inquiry.words(locale);
    Question own = inquiry.read(period.with("agent", me.id().toString()), NamedPeriod.FOUR_WEEKS);
    List<Metric> metrics =
        me.role() == Role.AGENT ? choices.of(me.id(), me.role()) : choices.usual(Role.AGENT);
    List<TileView> mine = tiles(metrics, own, words);
    TeamId team = shell.me().team();
    List<TileView> ours =
        team == null
            ? List.of()
            : tiles(
                metrics,
                inquiry.read(period.with("team", team.toString()), NamedPeriod.FOUR_WEEKS),
                words);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++)
      lines.add(
          new Line(
              mine.get(i),
              words.say("metric." + metrics.get(i).id() + ".definition"),
              ours.isEmpty() ? null : ours.get(i)));
    model.addAttribute("lines", lines);
    model.addAttribute("periods", NamedPeriod.USUAL);
    model.addAttribute("period", own.period() == null ? "" : own.period().key());
    model.addAttribute("days", new ScoreView(own, words, Map.of()).title());
    return "dashboard/me";
  }

  private List<TileView> tiles(List<Metric> metrics, Question question, Words words) {
    String than = ScoreView.than(question, words);
    return scorecard.tiles(metrics, question).stream()
        .map((Tile tile) -> TileView.of(tile, than, words))
        .toList();
  }
}
