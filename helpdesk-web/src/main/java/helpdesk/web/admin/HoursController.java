package helpdesk.web.admin;

import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.calendar.OpeningHours;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Audit;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** When the desk is open. A change holds from now on; what was measured stays. */
@Controller
@RequestMapping("/admin/hours")
class HoursController {
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.equals("UTC") || zone.matches("(A|E|I|P)[a-z]+/[A-Z].*"))
          .sorted()
          .toList();
  private final Calendars calendars;
  private final Workspaces workspaces;
  private final Audit audit;
  private final Clock clock;

  HoursController(Calendars calendars, Workspaces workspaces, Audit audit, Clock clock) {
    this.calendars = calendars;
    this.workspaces = workspaces;
    this.audit = audit;
    this.clock = clock;
  }

  /** One calendar in the list. */
  record Listed(Calendars.Named calendar, HoursForm hours) {}

  @GetMapping
  String list(Model model) {
    List<Listed> listed =
        calendars.all().stream()
            .map(c -> new Listed(c, form(c.name(), calendars.hours(c.id()))))
            .toList();
    model.addAttribute("calendars", listed);
    return "admin/hours";
  }

  @GetMapping("/new")
  ModelAndView add() {
    OpeningHours office = OpeningHours.office(workspaces.current().zone());
    return page(null, form("", office), Map.of());
  }

  @GetMapping("/{id}")
  ModelAndView edit(@PathVariable CalendarId id) {
    OpeningHours hours = calendars.hours(id);
    return page(id, form(name(id), hours), Map.of());
  }

  @PostMapping("/new")
  ModelAndView create(
      @RequestParam MultiValueMap<String, String> fields,
      @AuthenticationPrincipal SignedInAgent me) {
    HoursForm form = HoursForm.typed(fields);
    Map<String, String> problems = form.problems();
    if (!problems.isEmpty()) return page(null, form, problems);
    return saved(calendars.create(form.name(), form.hours()), me, "hours.added");
  }

  @PostMapping("/{id}")
  ModelAndView change(
      @PathVariable CalendarId id,
      @RequestParam MultiValueMap<String, String> fields,
      @AuthenticationPrincipal SignedInAgent me) {
    HoursForm form = HoursForm.typed(fields);
    Map<String, String> problems = form.problems();
    if (!problems.isEmpty()) return page(id, form, problems);
    calendars.change(id, form.name(), form.hours());
    return saved(id, me, "hours.changed");
  }

  private ModelAndView saved(CalendarId id, SignedInAgent me, String deed) {
    audit.record(Objects.toString(me.id()), deed, Map.of("calendar", id.value()));
    return new ModelAndView("redirect:/admin/hours");
  }

  private String name(CalendarId id) {
    return calendars.all().stream()
        .filter(c -> c.id().equals(id))
        .map(Calendars.Named::name)
        .findFirst()
        .orElse("");
  }

  private HoursForm form(String name, OpeningHours hours) {
    return HoursForm.of(name, hours, LocalDate.ofInstant(clock.instant(), hours.zone()));
  }

  private static ModelAndView page(
      @Nullable CalendarId id, HoursForm form, Map<String, String> problems) {
    HttpStatus status = problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    ModelAndView page = new ModelAndView("admin/hours-edit", status);
    page.addObject("id", id);
    page.addObject("form", form);
    page.addObject("problems", problems);
    page.addObject("zones", ZONES);
    return page;
  }
}
