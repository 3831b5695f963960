package helpdesk.web.dashboard;

import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.board.BoardReader;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.fact.FigureChecks;
import helpdesk.metrics.goal.Baseline;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  /** The word of an address that says of what the hours of the week are shown. */
  private static final String HOURS = "hours";

  private final BoardReader boards;
  private final Scorecard scorecard;
  private final TileChoices choices;
  private final FigureChecks checks;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;

  DashboardController(
      BoardReader boards,
      Scorecard scorecard,
      TileChoices choices,
      FigureChecks checks,
      Agents agents,
      Inquiry inquiry,
      MessageSource messages) {
    this.boards = boards;
    this.scorecard = scorecard;
    this.choices = choices;
    this.checks = checks;
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
    // a limit of values means nothing for several figures
    Address address = question.address().without("above", "up_to");
    if (Inquiry.untidy(parameters) || !address.equals(question.address()))
      return "redirect:" + Inquiry.with(address.at("/dashboard"), kept(arrivals(parameters)));
    Words words = inquiry.words(locale);
    Metric arrivals = arrivals(parameters);
    read(me, question, arrivals, words, model);
    model.addAttribute("trouble", checks.trouble().orElse(null));
    model.addAttribute("baseline", baseline(question, words));
    model.addAttribute(
        "filter",
        new FilterBar(
            "/dashboard",
            question,
            words,
            inquiry.known(shell.teams(), agents.active()),
            kept(arrivals)));
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
    Question question = inquiry.read(parameters, NamedPeriod.TODAY);
    read(me, question, arrivals(parameters), inquiry.words(locale), model);
    return "dashboard/page :: figures";
  }

  private void read(
      SignedInAgent me, Question question, Metric arrivals, Words words, Model model) {
    List<Metric> chosen = choices.of(me.id(), me.role());
    BoardView board =
        new BoardView(boards.read(chosen, arrivals, question), arrivals, question, words);
    Map<Metric, TileView> tiles = new LinkedHashMap<>();
    for (Metric metric : chosen) tiles.put(metric, board.tile(metric));
    model.addAttribute("score", new ScoreView(question, words, tiles));
    model.addAttribute("board", board);
    model.addAttribute("periods", NamedPeriod.USUAL);
    model.addAttribute("filtered", question.filtered());
    model.addAttribute(
        "again", Inquiry.with(question.address().at("/dashboard/figures"), kept(arrivals)));
    model.addAttribute("tickets", question.address().at("/dashboard"));
    model.addAttribute(
        "messages", Inquiry.with(question.address().at("/dashboard"), kept(Metric.MESSAGES_IN)));
  }

  /** Of what the hours of the week are shown: tickets, if the address does not say messages. */
  private static Metric arrivals(MultiValueMap<String, String> parameters) {
    return Metric.MESSAGES_IN.id().equals(parameters.getFirst(HOURS))
        ? Metric.MESSAGES_IN
        : Metric.TICKETS_CREATED;
  }

  private static Map<String, String> kept(Metric arrivals) {
    return arrivals == Metric.MESSAGES_IN ? Map.of(HOURS, arrivals.id()) : Map.of();
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
