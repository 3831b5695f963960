package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.report.Report;
import helpdesk.metrics.report.Reports;
import helpdesk.metrics.report.Rhythm;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.web.shell.SignedInAgent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Reports that are mailed: scheduled, sent at once, rested, and what became of each. */
@Controller
class ReportController {
  private static final int SHOWN_DELIVERIES = 50;
  private static final int LONGEST_NAME = 120;
  private final Reports reports;
  private final TileChoices choices;
  private final Agents agents;
  private final Inquiry inquiry;
  private final MessageSource messages;

  ReportController(
      Reports reports,
      TileChoices choices,
      Agents agents,
      Inquiry inquiry,
      MessageSource messages) {
    this.reports = reports;
    this.choices = choices;
    this.agents = agents;
    this.inquiry = inquiry;
    this.messages = messages;
  }

  /** A report in words. */
  public record Entry(
      long id, String name, String when, String what, String filter, String to, boolean active) {}

  @GetMapping("/dashboard/reports")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> parameters,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(parameters, NamedPeriod.YESTERDAY);
    show(me, filter(question), Set.of(), locale, model);
    return "dashboard/reports";
  }

  @PostMapping("/dashboard/reports")
  ModelAndView schedule(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> form,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Question question = inquiry.read(Address.parse(text(form, "asked")), NamedPeriod.YESTERDAY);
    Set<String> wrong = new LinkedHashSet<>();
    String name = text(form, "name").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) wrong.add("name");
    List<Metric> metrics =
        form.getOrDefault("metric", List.of()).stream()
            .map(Metric::of)
            .flatMap(Optional::stream)
            .distinct()
            .limit(TileChoices.MOST)
            .toList();
    if (metrics.isEmpty()) wrong.add("metric");
    Rhythm rhythm = Rhythm.of(text(form, "rhythm")).orElse(Rhythm.WEEKLY);
    int hour =
        text(form, "hour").matches("[0-9]|1[0-9]|2[0-3]")
            ? Integer.parseInt(text(form, "hour"))
            : 8;
    List<AgentId> recipients = recipients(form.getOrDefault("to", List.of()));
    if (recipients.isEmpty()) wrong.add("to");
    if (!wrong.isEmpty()) {
      show(me, filter(question), wrong, locale, model);
      return new ModelAndView("dashboard/reports", HttpStatus.UNPROCESSABLE_CONTENT);
    }
    long id =
        reports.schedule(
            new Report.Wanted(name, metrics, filter(question), rhythm, hour, recipients), me.id());
    return new ModelAndView("redirect:/dashboard/reports#report-" + id);
  }

  @PostMapping("/dashboard/reports/{id:[0-9]{1,18}}")
  String change(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable long id,
      @RequestParam(name = "do") String what,
      Locale locale) {
    DashboardController.refuseAgents(me, messages, locale);
    switch (what) {
      case "send" -> reports.sendNow(id);
      case "rest" -> reports.activate(id, false);
      case "resume" -> reports.activate(id, true);
      case "remove" -> reports.remove(id);
      default -> reports.find(id);
    }
    return "redirect:/dashboard/reports";
  }

  /** Who leads may read figures; others are no recipients of them. */
  private List<AgentId> recipients(List<String> ids) {
    List<AgentId> known = new ArrayList<>();
    for (Agent agent : leading()) if (ids.contains(agent.id().toString())) known.add(agent.id());
    return known;
  }

  private List<Agent> leading() {
    return agents.active().stream().filter(agent -> agent.role() != Role.AGENT).toList();
  }

  private static Address filter(Question question) {
    return question
        .address()
        .without("period", "from", "until", "to", "baseline", "above", "up_to");
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).orElse("");
  }

  private void show(
      SignedInAgent me, Address asked, Set<String> wrong, Locale locale, Model model) {
    Words words = inquiry.words(locale);
    List<Agent> everybody = agents.active();
    model.addAttribute(
        "reports", reports.all().stream().map(r -> entry(r, everybody, words)).toList());
    model.addAttribute("deliveries", reports.deliveries(SHOWN_DELIVERIES));
    model.addAttribute("words", words);
    model.addAttribute("metrics", Metric.values());
    model.addAttribute("usual", choices.of(me.id(), me.role()));
    model.addAttribute("agents", leading());
    model.addAttribute("me", me.id());
    model.addAttribute("rhythms", Rhythm.values());
    model.addAttribute("asked", asked.query());
    model.addAttribute("filter", words.filter(asked));
    model.addAttribute("wrong", wrong);
  }

  private static Entry entry(Report report, List<Agent> everybody, Words words) {
    String to =
        String.join(
            ", ",
            everybody.stream()
                .filter(a -> report.recipients().contains(a.id()))
                .map(Agent::name)
                .toList());
    return new Entry(
        report.id(),
        report.name(),
        words.say("figures.rhythm." + report.rhythm().key() + ".at", report.hour()),
        String.join(
            ", ",
            report.metrics().stream().map(m -> words.say("metric." + m.id() + ".name")).toList()),
        words.filter(report.address()),
        to,
        report.active());
  }
}
