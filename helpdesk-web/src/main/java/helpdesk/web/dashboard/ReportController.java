package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    show(
        ReportForm.empty(choices.of(me.id(), me.role()), me.id()), filter(question), locale, model);
    return "dashboard/reports";
  }

  @PostMapping("/dashboard/reports")
  ModelAndView schedule(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Address asked = asked(fields);
    ReportForm form = ReportForm.read(null, fields, leading());
    if (!form.wrong().isEmpty()) return again(form, asked, locale, model);
    long id = reports.schedule(form.wanted(asked), me.id());
    return new ModelAndView("redirect:/dashboard/reports#report-" + id);
  }

  @GetMapping("/dashboard/reports/{id:[0-9]{1,18}}")
  String edit(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable long id,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Report report = reports.find(id);
    show(ReportForm.of(report), report.address(), locale, model);
    return "dashboard/reports";
  }

  @PostMapping("/dashboard/reports/{id:[0-9]{1,18}}/edit")
  ModelAndView save(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> fields,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Address asked = asked(fields);
    ReportForm form = ReportForm.read(id, fields, leading());
    if (!form.wrong().isEmpty()) return again(form, asked, locale, model);
    reports.change(id, form.wanted(asked));
    return new ModelAndView("redirect:/dashboard/reports#report-" + id);
  }

  private ModelAndView again(ReportForm form, Address asked, Locale locale, Model model) {
    show(form, asked, locale, model);
    return new ModelAndView("dashboard/reports", HttpStatus.UNPROCESSABLE_CONTENT);
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
  private List<Agent> leading() {
    return agents.active().stream().filter(agent -> agent.role() != Role.AGENT).toList();
  }

  private static Address filter(Question question) {
    return question
        .address()
        .without("period", "from", "until", "to", "baseline", "above", "up_to");
  }

  private Address asked(MultiValueMap<String, String> fields) {
    String asked = Optional.ofNullable(fields.getFirst("asked")).orElse("");
    return filter(inquiry.read(Address.parse(asked), NamedPeriod.YESTERDAY));
  }

  private void show(ReportForm form, Address asked, Locale locale, Model model) {
    Words words = inquiry.words(locale);
    List<Agent> everybody = agents.active();
    model.addAttribute(
        "reports", reports.all().stream().map(r -> entry(r, everybody, words)).toList());
    model.addAttribute("deliveries", reports.deliveries(SHOWN_DELIVERIES));
    model.addAttribute("words", words);
    model.addAttribute("metrics", Metric.values());
    model.addAttribute("agents", leading());
    model.addAttribute("rhythms", Rhythm.values());
    model.addAttribute("asked", asked.query());
    model.addAttribute("filter", words.filter(asked));
    model.addAttribute("form", form);
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
