package helpdesk.web.admin;

import helpdesk.agent.Team;
import helpdesk.agent.TeamId;
import helpdesk.agent.Teams;
import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.sla.KeptPolicy;
import helpdesk.sla.SlaPolicyId;
import helpdesk.sla.SlaSettings;
import helpdesk.sla.SlaTarget;
import helpdesk.sla.SlaWording;
import helpdesk.ticket.Priority;
import helpdesk.web.shell.Sentences;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.web.shell.Times;
import helpdesk.workspace.Workspaces;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is promised to whom. A change holds from now on; what was promised before stays. */
@Controller
@RequestMapping("/admin/sla")
class SlaController {
  /** After hours, where the hours of a policy make a difference. */
  private static final LocalTime TONIGHT = LocalTime.of(23, 10);

  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
  private final SlaSettings policies;
  private final Calendars calendars;
  private final Teams teams;
  private final Workspaces workspaces;
  private final Sentences sentences;
  private final Clock clock;

  SlaController(
      SlaSettings policies,
      Calendars calendars,
      Teams teams,
      Workspaces workspaces,
      Sentences sentences,
      Clock clock) {
    this.policies = policies;
    this.calendars = calendars;
    this.teams = teams;
    this.workspaces = workspaces;
    this.sentences = sentences;
    this.clock = clock;
  }

  /**
   * One policy in the list.
   *
   * @param hours the name of the calendar, null for day and night and for the desk's own
   * @param teams the names of its teams
   */
  record Listed(KeptPolicy policy, @Nullable String hours, List<String> teams) {
    /** The shortest and the longest that may take, one if they are the same, empty for none. */
    public List<String> spans(String target) {
      Map<Priority, Duration> lengths =
          policy.wording().targets().getOrDefault(SlaTarget.of(target), Map.of());
      if (lengths.isEmpty()) return List.of();
      Duration shortest = Collections.min(lengths.values());
      Duration longest = Collections.max(lengths.values());
      return shortest.equals(longest)
          ? List.of(Times.length(shortest))
          : List.of(Times.length(shortest), Times.length(longest));
    }
  }

  @GetMapping
  String list(Model model) {
    Map<CalendarId, String> hours =
        calendars.all().stream()
            .collect(Collectors.toMap(Calendars.Named::id, Calendars.Named::name));
    List<Team> known = teams.all();
    List<Listed> listed = policies.all().stream().map(p -> listed(p, hours, known)).toList();
    model.addAttribute("policies", listed);
    return "admin/sla";
  }

  @GetMapping("/new")
  ModelAndView add() {
    return page(null, SlaForm.empty(), null, Map.of());
  }

  @GetMapping("/{id}")
  ModelAndView edit(@PathVariable SlaPolicyId id) {
    return page(id, SlaForm.of(policies.byId(id).wording()), null, Map.of());
  }

  @PostMapping("/new")
  ModelAndView create(
      @RequestParam MultiValueMap<String, String> fields,
      @AuthenticationPrincipal SignedInAgent me,
      Locale locale) {
    return save(null, fields, me, locale);
  }

  @PostMapping("/{id}")
  ModelAndView change(
      @PathVariable SlaPolicyId id,
      @RequestParam MultiValueMap<String, String> fields,
      @AuthenticationPrincipal SignedInAgent me,
      Locale locale) {
    return save(id, fields, me, locale);
  }

  /** Says what the policy would mean as it is typed in, and keeps nothing. */
  @PostMapping({"/new/preview", "/{id:[0-9]+}/preview"})
  ModelAndView preview(
      @PathVariable(required = false) @Nullable SlaPolicyId id,
      @RequestParam MultiValueMap<String, String> fields,
      HtmxRequest htmx) {
    SlaForm form = SlaForm.typed(fields);
    if (!htmx.isHtmxRequest()) return page(id, form, fields.getFirst("arrival"), Map.of());
    ModelAndView part = new ModelAndView("admin/sla-edit :: forecast");
    part.addObject("forecast", forecast(form, fields.getFirst("arrival")));
    return part;
  }

  @PostMapping("/{id}/place")
  String move(
      @PathVariable SlaPolicyId id,
      @RequestParam boolean earlier,
      @AuthenticationPrincipal SignedInAgent me) {
    policies.move(id, earlier, me.id());
    return "redirect:/admin/sla";
  }

  @PostMapping("/{id}/active")
  String activate(
      @PathVariable SlaPolicyId id,
      @RequestParam boolean on,
      @AuthenticationPrincipal SignedInAgent me) {
    policies.activate(id, on, me.id());
    return "redirect:/admin/sla";
  }

  private ModelAndView save(
      @Nullable SlaPolicyId id,
      MultiValueMap<String, String> fields,
      SignedInAgent me,
      Locale locale) {
    SlaForm form = SlaForm.typed(fields);
    String arrival = fields.getFirst("arrival");
    Map<String, String> problems =
        form.problems(
            calendars.all().stream().map(Calendars.Named::id).collect(Collectors.toSet()));
    if (!problems.isEmpty()) return page(id, form, arrival, problems);
    SlaWording wording = form.wording();
    try {
      if (id == null) policies.add(wording, me.id());
      else policies.change(id, wording, me.id());
    } catch (DomainException e) {
      if (e.kind() == DomainException.Kind.NOT_FOUND) throw e;
      ModelAndView page = page(id, form, arrival, Map.of());
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return page.addObject("refused", sentences.say(e.getMessage(), locale));
    }
    return new ModelAndView("redirect:/admin/sla");
  }

  private ModelAndView page(
      @Nullable SlaPolicyId id,
      SlaForm form,
      @Nullable String arrival,
      Map<String, String> problems) {
    HttpStatus status = problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    ModelAndView page = new ModelAndView("admin/sla-edit", status);
    page.addObject("path", "/admin/sla/" + (id == null ? "new" : id.toString()));
    page.addObject("isNew", id == null);
    page.addObject("form", form);
    page.addObject("problems", problems);
    page.addObject("forecast", forecast(form, arrival));
    page.addObject("channels", ChannelKind.values());
    page.addObject("teams", teams.all());
    page.addObject("calendars", calendars.all());
    return page;
  }

  private SlaForecast forecast(SlaForm form, @Nullable String typed) {
    ZoneId zone = workspaces.current().zone();
    LocalDateTime arrival = arrival(typed, zone);
    Instant at = arrival.atZone(zone).toInstant();
    SlaWording wording = form.wording();
    List<SlaForecast.Line> lines =
        form.rows().stream()
            .map(SlaForm.Row::priority)
            .map(p -> new SlaForecast.Line(p, policies.forecast(wording, p, at)))
            .toList();
    return new SlaForecast(FIELD.format(arrival), lines);
  }

  private LocalDateTime arrival(@Nullable String typed, ZoneId zone) {
    LocalDateTime tonight = clock.instant().atZone(zone).toLocalDate().atTime(TONIGHT);
    if (typed == null) return tonight;
    try {
      LocalDateTime arrival = LocalDateTime.parse(typed);
      return Math.abs(arrival.getYear() - tonight.getYear()) > 10 ? tonight : arrival;
    } catch (DateTimeException e) {
      return tonight;
    }
  }

  private static Listed listed(KeptPolicy policy, Map<CalendarId, String> hours, List<Team> teams) {
    CalendarId calendar = policy.wording().hours().calendar();
    Set<TeamId> wanted = policy.wording().when().teams();
    return new Listed(
        policy,
        calendar == null ? null : hours.get(calendar),
        teams.stream().filter(t -> wanted.contains(t.id())).map(Team::name).toList());
  }
}
