package helpdesk.web.dashboard;

import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.goal.Baselines;
import helpdesk.metrics.goal.Goal;
import helpdesk.metrics.goal.Goals;
import helpdesk.web.shell.SignedInAgent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Goals and what they began with: set, changed, closed, and where they stand. */
@Controller
class GoalController {
  /** As many goals as anybody can pursue; each costs a figure. */
  private static final int MOST_FOLLOWED = 50;

  private static final int USUAL_DAYS_TO_GO = 90;
  private final Goals goals;
  private final Baselines baselines;
  private final Figures figures;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;
  private final Clock clock;

  GoalController(
      Goals goals,
      Baselines baselines,
      Figures figures,
      Agents agents,
      Inquiry inquiry,
      MessageSource messages,
      Clock clock) {
    this.goals = goals;
    this.baselines = baselines;
    this.figures = figures;
    this.agents = agents;
    this.inquiry = inquiry;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping("/dashboard/goals")
  String list(@AuthenticationPrincipal SignedInAgent me, Locale locale, Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Words words = inquiry.words(locale);
    List<GoalView> open = new ArrayList<>();
    List<GoalView> closed = new ArrayList<>();
    for (Goal goal : goals.all()) {
      if (goal.edition().state() != Goal.State.OPEN) closed.add(GoalView.named(goal, words));
      else if (open.size() < MOST_FOLLOWED) open.add(standing(goal, words));
    }
    model.addAttribute("open", open);
    model.addAttribute("closed", closed);
    model.addAttribute("metrics", Metric.values());
    return "dashboard/goals";
  }

  private GoalView standing(Goal goal, Words words) {
    Question question = inquiry.read(goal.address(), goal.period());
    Figure figure = figures.of(goal.metric(), question.asked());
    boolean overdue = goal.edition().dueOn().isBefore(today(question));
    return GoalView.of(goal, figure, overdue, words);
  }

  /** The page on which a metric is chosen leads here with it in its query. */
  @GetMapping("/dashboard/goals/new")
  String choose(@RequestParam String metric) {
    return "redirect:/dashboard/goals/new/" + MetricController.known(metric).id() + "?period=28";
  }

  @GetMapping("/dashboard/goals/new/{metric}")
  String begin(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable String metric,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Metric known = MetricController.known(metric);
    Question question = inquiry.read(parameters, NamedPeriod.FOUR_WEEKS);
    LocalDate due = today(question).plusDays(USUAL_DAYS_TO_GO);
    GoalForm form = GoalForm.empty(known, due, me.id(), period(question));
    show(form, known, question, List.of(), locale, model);
    return "dashboard/goal-new";
  }

  @PostMapping("/dashboard/goals/new/{metric}")
  ModelAndView set(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable String metric,
      @ModelAttribute GoalForm form,
      @RequestParam(defaultValue = "") String asked,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Metric known = MetricController.known(metric);
    Question question = inquiry.read(Address.parse(asked), NamedPeriod.FOUR_WEEKS);
    List<String> wrong = form.wrong(today(question));
    if (!wrong.isEmpty()) {
      show(form, known, question, wrong, locale, model);
      return new ModelAndView("dashboard/goal-new", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    agents.byId(form.ownerId());
    NamedPeriod period = form.measuredOver();
    long id =
        goals.set(
            known, question, period, form.higher(), form.wanted(known, Goal.State.OPEN), me.id());
    return new ModelAndView("redirect:/dashboard/goals#goal-" + id);
  }

  @GetMapping("/dashboard/goals/{id:[0-9]{1,18}}")
  String edit(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable long id,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Goal goal = goals.find(id);
    show(goal, GoalForm.of(goal), List.of(), locale, model);
    return "dashboard/goal";
  }

  @PostMapping("/dashboard/goals/{id:[0-9]{1,18}}")
  ModelAndView change(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable long id,
      @ModelAttribute GoalForm form,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Goal goal = goals.find(id);
    List<String> wrong = form.wrong(null);
    if (!wrong.isEmpty()) {
      show(goal, form, wrong, locale, model);
      return new ModelAndView("dashboard/goal", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    agents.byId(form.ownerId());
    goals.change(id, form.seen(), form.wanted(goal.metric(), form.closing()), me.id());
    return new ModelAndView("redirect:/dashboard/goals#goal-" + id);
  }

  /** Freezes every figure of a period, to be compared with from now on. */
  @PostMapping("/dashboard/baselines")
  String freeze(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam(defaultValue = "") String asked,
      Locale locale) {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(Address.parse(asked), NamedPeriod.TODAY);
    long id = baselines.freeze(question, me.id());
    return "redirect:"
        + question
            .address()
            .with("compare", "baseline")
            .with("baseline", Long.toString(id))
            .at("/dashboard");
  }

  private void show(Goal goal, GoalForm form, List<String> wrong, Locale locale, Model model) {
    Words words = inquiry.words(locale);
    model.addAttribute("goal", standing(goal, words));
    Question question = inquiry.read(goal.address(), goal.period());
    model.addAttribute("past", GoalPast.of(goal, question, figures, words));
    model.addAttribute("history", goals.history(goal.id()));
    model.addAttribute("words", words);
    model.addAttribute("metric", goal.metric());
    model.addAttribute("form", form);
    model.addAttribute("wrong", wrong);
    model.addAttribute("agents", agents.active());
    model.addAttribute("since", words.filter(goal.address()));
    model.addAttribute(
        "baseline",
        words.say(
            "figures.goal.baseline",
            GoalView.named(goal, words).baseline(),
            words.count(goal.baselineN()),
            words.day(goal.baselineOf().from()),
            words.day(goal.baselineOf().to().minusNanos(1))));
  }

  private void show(
      GoalForm form,
      Metric metric,
      Question question,
      List<String> wrong,
      Locale locale,
      Model model) {
    Words words = inquiry.words(locale);
    Figure now = figures.of(metric, question.asked());
    model.addAttribute("metric", metric);
    model.addAttribute("name", words.say("metric." + metric.id() + ".name"));
    model.addAttribute("form", form);
    model.addAttribute("wrong", wrong);
    model.addAttribute("agents", agents.active());
    model.addAttribute("asked", question.address().query());
    model.addAttribute("tickets", words.filter(question.address()));
    model.addAttribute(
        "baseline",
        words.say(
            "figures.goal.baseline",
            SeriesChart.told(metric, now, words),
            words.count(now.n()),
            words.day(question.window().from()),
            words.day(question.window().to().minusNanos(1))));
  }

  private static String period(Question question) {
    NamedPeriod period = question.period();
    return period != null && GoalForm.PERIODS.contains(period.key()) ? period.key() : "28";
  }

  private LocalDate today(Question question) {
    return clock.instant().atZone(question.zone()).toLocalDate();
  }

  /** The id of somebody, or null for text that is none. */
  static @Nullable AgentId agent(String text) {
    return text.matches("[0-9]{1,18}") ? AgentId.valueOf(text) : null;
  }
}
