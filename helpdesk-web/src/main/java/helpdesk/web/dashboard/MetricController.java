package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Bucket;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.goal.Goal;
import helpdesk.metrics.goal.Goals;
import helpdesk.metrics.scorecard.Scorecard;
import helpdesk.metrics.scorecard.Tile;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import java.time.DateTimeException;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What stands behind a number: its definition, how it moved, of what it is made, and the tickets
 * that it was computed from.
 */
@Controller
class MetricController {
  private static final int PAGE = 50;
  private final Figures figures;
  private final Scorecard scorecard;
  private final SeriesReader series;
  private final Goals goals;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;

  MetricController(
      Figures figures,
      Scorecard scorecard,
      SeriesReader series,
      Goals goals,
      Agents agents,
      Inquiry inquiry,
      MessageSource messages) {
    this.figures = figures;
    this.scorecard = scorecard;
    this.series = series;
    this.goals = goals;
    this.agents = agents;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  @GetMapping("/dashboard/metrics/{id}")
  String metric(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Metric metric = known(id);
    String path = "/dashboard/metrics/" + metric.id();
    Question question = inquiry.read(parameters, NamedPeriod.TODAY);
    Figures.Dimension by = dimension(parameters.getFirst("by"));
    Bucket part = part(parameters.getFirst("part"), question);
    Figures.Position behind = position(parameters.getFirst("behind"));
    Map<String, String> kept = kept(parameters);
    Words words = inquiry.words(locale);
    List<Agent> colleagues = agents.active();
    FilterBar filter =
        new FilterBar(path, question, words, inquiry.known(shell.teams(), colleagues), kept);
    if (Inquiry.untidy(parameters)) return "redirect:" + filter.here();
    Tile tile = scorecard.tile(metric, question);
    List<Figures.Row> rows = figures.rows(metric, question.asked(), behind, PAGE + 1);
    boolean more = rows.size() > PAGE;
    List<Figures.Row> shown = more ? rows.subList(0, PAGE) : rows;
    MetricView view = new MetricView(metric, question, tile, shown, words, shell.times());
    model.addAttribute("metric", view);
    model.addAttribute("filter", filter);
    List<Goal> pursued = goals.of(metric);
    model.addAttribute("goals", view.goals(pursued));
    model.addAttribute("chart", series.read(metric, question, part, view.levels(pursued), words));
    model.addAttribute("part", part.name().toLowerCase(Locale.ROOT));
    model.addAttribute("parts", Bucket.values());
    model.addAttribute("histogram", Histogram.of(metric, question, tile.now(), figures, words));
    model.addAttribute(
        "split",
        SplitView.of(
            metric, question, by, figures.groups(metric, question.asked(), by), colleagues, words));
    model.addAttribute("dimensions", Figures.Dimension.values());
    model.addAttribute("rows", shown);
    model.addAttribute("first", behind == null);
    model.addAttribute("next", more ? next(filter, shown.get(PAGE - 1)) : null);
    return "dashboard/metric";
  }

  static Metric known(String id) {
    return Metric.of(id)
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such metric."));
  }

  private static Figures.Dimension dimension(@Nullable String word) {
    if (word == null) return Figures.Dimension.CHANNEL;
    try {
      return Figures.Dimension.of(word);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Bucket part(@Nullable String word, Question question) {
    if (word != null) return Bucket.of(word).orElseThrow(MetricController::unknown);
    return SeriesReader.usual(question);
  }

  private static Map<String, String> kept(MultiValueMap<String, String> parameters) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : List.of("by", "part"))
      Optional.ofNullable(parameters.getFirst(name)).ifPresent(value -> kept.put(name, value));
    return kept;
  }

  private static Figures.@Nullable Position position(@Nullable String text) {
    if (text == null) return null;
    int comma = text.indexOf(',');
    try {
      if (comma < 0) throw unknown();
      return new Figures.Position(
          Instant.parse(text.substring(0, comma)), Long.parseLong(text.substring(comma + 1)));
    } catch (DateTimeException | NumberFormatException e) {
      throw unknown();
    }
  }

  private static String next(FilterBar filter, Figures.Row last) {
    return UriComponentsBuilder.fromUriString(filter.here())
        .queryParam("behind", last.at() + "," + last.id())
        .build()
        .toUriString();
  }

  private static DomainException unknown() {
    return new DomainException(
        DomainException.Kind.INVALID, "This address asks for something that does not exist.");
  }
}
