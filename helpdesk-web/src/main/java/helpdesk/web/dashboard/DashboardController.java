package helpdesk.web.dashboard;

import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.metrics.ask.Compare;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.board.BoardReader;
import helpdesk.metrics.board.Period;
import helpdesk.metrics.board.Tile;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.goal.Baseline;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The manager's dashboard. What is shown is in the address; the figures are read again, as the same
 * fragment of the same page, whenever they moved.
 */
@Controller
class DashboardController {
  private final BoardReader boards;
  private final Scorecard scorecard;
  private final TileChoices choices;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;

  DashboardController(
      BoardReader boards,
      Scorecard scorecard,
      TileChoices choices,
      Agents agents,
      Inquiry inquiry,
      MessageSource messages) {
    this.boards = boards;
    this.scorecard = scorecard;
    this.choices = choices;
    this.agents = agents;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  @GetMapping("/dashboard")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    refuseAgents(me, messages, locale);
    Question question = inquiry.read(parameters, NamedPeriod.TODAY);
    if (Inquiry.untidy(parameters)) return "redirect:" + question.address().at("/dashboard");
    Words words = inquiry.words(locale);
    read(me, question, words, model);
    model.addAttribute("baseline", baseline(question, words));
    model.addAttribute(
        "filter",
        new FilterBar("/dashboard", question, words, shell.teams(), agents.active(), Map.of()));
    return "dashboard/page";
  }

  /** What the figures are compared with, in words. */
  public record Frozen(String from, String to, String frozen, String by) {}

  private @Nullable Frozen baseline(Question question, Words words) {
    Baseline baseline = scorecard.baseline(question);
    if (baseline == null) return null;
    return new Frozen(
        words.day(baseline.window().from()),
        words.day(baseline.window().to().minusNanos(1)),
        words.day(baseline.frozenAt()),
        baseline.by() == null ? "–" : baseline.by());
  }

  @GetMapping("/dashboard/figures")
  String figures(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      Model model) {
    refuseAgents(me, messages, locale);
    read(me, inquiry.read(parameters, NamedPeriod.TODAY), inquiry.words(locale), model);
    return "dashboard/page :: figures";
  }

  private void read(SignedInAgent me, Question question, Words words, Model model) {
    BoardView board = board(question, words);
    Map<Metric, TileView> tiles = tiles(choices.of(me.id(), me.role()), question, board, words);
    model.addAttribute("score", new ScoreView(question, words, tiles));
    model.addAttribute("board", board);
    model.addAttribute("periods", Period.values());
  }

  /** The panels are of all tickets and of the set periods; there are none for anything else. */
  private @Nullable BoardView board(Question question, Words words) {
    NamedPeriod named = question.period();
    if (named == null || question.filtered() || question.compare() != Compare.PREVIOUS) return null;
    Optional<Period> period = Period.of(named.key());
    return period
        .map(p -> new BoardView(boards.read(p, question.zone(), question.asked().asOf()), words))
        .orElse(null);
  }

  /** What the board has read anyway is not read again. */
  private Map<Metric, TileView> tiles(
      List<Metric> chosen, Question question, @Nullable BoardView board, Words words) {
    Map<Metric, TileView> tiles = new LinkedHashMap<>();
    List<Metric> others = new ArrayList<>();
    for (Metric metric : chosen) {
      TileView known = board == null ? null : board.tile(metric).orElse(null);
      tiles.put(metric, known == null ? TileView.EMPTY : known);
      if (known == null) others.add(metric);
    }
    String than = ScoreView.than(question, words);
    for (Tile tile : scorecard.tiles(others, question))
      tiles.put(tile.metric(), TileView.of(tile, than, words));
    return tiles;
  }

  /** The figures of everybody are for those who lead; an agent has a page of their own. */
  static void refuseAgents(SignedInAgent me, MessageSource messages, Locale locale) {
    if (me.role() == Role.AGENT) {
      throw new DomainException(
          DomainException.Kind.FORBIDDEN,
          messages.getMessage("dashboard.managers-only", null, locale));
    }
  }
}
