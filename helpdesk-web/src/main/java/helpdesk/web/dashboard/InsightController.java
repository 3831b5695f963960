package helpdesk.web.dashboard;

import helpdesk.agent.Agents;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.insight.LinkedMetrics;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages of the dashboard that set several figures side by side. */
@Controller
class InsightController {
  private final Map<String, Panels> pages = new LinkedHashMap<>();
  private final TeamPanels team;
  private final LinkedPanels linked;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;

  InsightController(
      List<Panels> all,
      TeamPanels team,
      LinkedPanels linked,
      Agents agents,
      Inquiry inquiry,
      MessageSource messages) {
    for (Panels panels : all) pages.put(panels.page(), panels);
    this.team = team;
    this.linked = linked;
    this.agents = agents;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  @GetMapping("/dashboard/{page:volume|speed|bottlenecks|tags}")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable String page,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    Question question = question(me, parameters, locale);
    Words words = inquiry.words(locale);
    FilterBar filter = filter(page, question, words, shell, Map.of());
    if (Inquiry.untidy(parameters)) return "redirect:" + filter.here();
    List<PanelView> panels =
        java.util.Objects.requireNonNull(pages.get(page)).read(question, words);
    return show(page, panels, filter, question, words, model);
  }

  /** The only page whose rows may be in another order, which is in the address as {@code sort}. */
  @GetMapping("/dashboard/team")
  String team(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    Question question = question(me, parameters, locale);
    Words words = inquiry.words(locale);
    String order = parameters.getFirst("sort");
    if (order == null || !TeamPanels.ORDERS.contains(order)) order = "name";
    FilterBar filter = filter("team", question, words, shell, Map.of("sort", order));
    if (Inquiry.untidy(parameters)) return "redirect:" + filter.here();
    model.addAttribute("orders", TeamPanels.ORDERS);
    model.addAttribute("order", order);
    return show("team", team.read(question, words, order), filter, question, words, model);
  }

  /** The figure whose companions are looked for is in the address as {@code metric}. */
  @GetMapping("/dashboard/linked")
  String linked(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    Question question = question(me, parameters, locale);
    Words words = inquiry.words(locale);
    String id = parameters.getFirst("metric");
    Metric metric =
        id == null || id.isBlank() ? Metric.FIRST_RESPONSE_TIME : MetricController.known(id);
    if (metric.kind().stock() || metric.kind() == Metric.Kind.MIX)
      throw new DomainException(
          DomainException.Kind.INVALID, "This figure has no weeks that could be compared.");
    FilterBar filter = filter("linked", question, words, shell, Map.of("metric", metric.id()));
    if (Inquiry.untidy(parameters)) return "redirect:" + filter.here();
    model.addAttribute(
        "metrics",
        Arrays.stream(Metric.values())
            .filter(m -> LinkedMetrics.follows(m) || m == Metric.CSAT)
            .toList());
    model.addAttribute("metric", metric);
    return show("linked", linked.read(question, words, metric), filter, question, words, model);
  }

  private Question question(
      SignedInAgent me, MultiValueMap<String, String> parameters, Locale locale) {
    DashboardController.refuseAgents(me, messages, locale);
    return inquiry.read(parameters, NamedPeriod.FOUR_WEEKS);
  }

  private FilterBar filter(
      String page, Question question, Words words, Shell shell, Map<String, String> kept) {
    return new FilterBar(
        "/dashboard/" + page, question, words, inquiry.known(shell.teams(), agents.active()), kept);
  }

  private static String show(
      String page,
      List<PanelView> panels,
      FilterBar filter,
      Question question,
      Words words,
      Model model) {
    model.addAttribute("page", page);
    model.addAttribute("panels", panels);
    model.addAttribute("filter", filter);
    model.addAttribute("score", new ScoreView(question, words, Map.of()));
    return "dashboard/insight";
  }
}
