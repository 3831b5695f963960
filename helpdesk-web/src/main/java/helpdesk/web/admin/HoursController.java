package helpdesk.web.admin;

import helpdesk.calendar.CalendarId;
import helpdesk.calendar.Calendars;
import helpdesk.calendar.OpeningHours;
import helpdesk.calendar.PublicHolidays;
import helpdesk.channel.ChannelSettings;
import helpdesk.channel.Channels;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.web.shell.Times;
import helpdesk.workspace.Audit;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
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

/**
 * When the desk is open. A change holds from now on or from a day to come; what was measured stays.
 *
 * <p>The form has several buttons. Only one saves; the others ({@code do}) bring the page back with
 * what was typed and room for more, so that all of it works without script.
 */
@Controller
@RequestMapping("/admin/hours")
class HoursController {
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.equals("UTC") || zone.matches("(A|E|I|P)[a-z]+/[A-Z].*"))
          .sorted()
          .toList();
  private static final String SLOT = "slot-";
  private static final int MOST_VERSIONS = 20;

  private final Calendars calendars;
  private final PublicHolidays publicHolidays;
  private final Channels channels;
  private final Workspaces workspaces;
  private final Audit audit;
  private final Clock clock;

  HoursController(
      Calendars calendars,
      PublicHolidays publicHolidays,
      Channels channels,
      Workspaces workspaces,
      Audit audit,
      Clock clock) {
    this.calendars = calendars;
    this.publicHolidays = publicHolidays;
    this.channels = channels;
    this.workspaces = workspaces;
    this.audit = audit;
    this.clock = clock;
  }

  /** One calendar in the list. */
  record Listed(Calendars.Named calendar, HoursForm hours) {}

  /**
   * Hours as they held, hold or will hold.
   *
   * @param times says in their own zone from when to when
   */
  record Held(
      Calendars.Version version, boolean now, boolean planned, HoursForm hours, Times times) {}

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
  ModelAndView add(Locale reader) {
    OpeningHours office = OpeningHours.office(workspaces.current().zone());
    return page(null, form("", office), HolidayChoice.NONE, Map.of(), reader);
  }

  @GetMapping("/{id}")
  ModelAndView edit(@PathVariable CalendarId id, Locale reader) {
    OpeningHours hours = calendars.hours(id);
    return page(id, form(name(id), hours), HolidayChoice.NONE, Map.of(), reader);
  }

  @PostMapping("/new")
  ModelAndView create(
      @RequestParam MultiValueMap<String, String> fields,
      @AuthenticationPrincipal SignedInAgent me,
      Locale reader) {
    if (fields.containsKey("do")) return draft(null, fields, reader);
    HoursForm form = complete(fields);
    Map<String, String> problems = form.problems(clock.instant());
    if (!problems.isEmpty()) return page(null, form, HolidayChoice.NONE, problems, reader);
    return saved(calendars.create(form.name(), form.hours()), me, "hours.added");
  }

  @PostMapping("/{id}")
  ModelAndView change(
      @PathVariable CalendarId id,
      @RequestParam MultiValueMap<String, String> fields,
      @AuthenticationPrincipal SignedInAgent me,
      Locale reader) {
    if (fields.containsKey("do")) return draft(id, fields, reader);
    HoursForm form = complete(fields);
    Map<String, String> problems = form.problems(clock.instant());
    if (!problems.isEmpty()) return page(id, form, HolidayChoice.NONE, problems, reader);
    calendars.change(id, form.name(), form.hours(), form.begins());
    return saved(id, me, "hours.changed");
  }

  /** What the typed hours would mean; keeps nothing. */
  @PostMapping("/preview")
  ModelAndView preview(
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam(required = false) @Nullable CalendarId id,
      Locale reader) {
    HoursForm form = complete(fields);
    ModelAndView preview = new ModelAndView("admin/_hours-preview :: changed");
    preview.addObject("id", id);
    preview.addObject("form", form);
    preview.addObject("preview", preview(id, form, reader));
    return preview;
  }

  @PostMapping("/{id}/versions/{version}/withdrawal")
  ModelAndView withdraw(
      @PathVariable CalendarId id,
      @PathVariable long version,
      @AuthenticationPrincipal SignedInAgent me) {
    calendars.withdraw(id, version);
    audit.record(
        Objects.toString(me.id()),
        "hours.withdrawn",
        Map.of("calendar", id.value(), "version", version));
    return new ModelAndView("redirect:/admin/hours/" + id);
  }

  /** The page with what was typed, after a button that does not save. */
  private ModelAndView draft(
      @Nullable CalendarId id, MultiValueMap<String, String> fields, Locale reader) {
    String deed = Objects.requireNonNullElse(fields.getFirst("do"), "");
    if (deed.equals("holidays")) {
      HoursForm form = HoursForm.typed(fields);
      return page(id, form, HolidayChoice.offered(fields, today(form)), Map.of(), reader);
    }
    HoursForm form = complete(fields);
    if (deed.equals("dates")) form = form.withBlankDates();
    for (HoursForm.Day day : form.days()) {
      int n = day.day().getValue();
      if (deed.equals(SLOT + n)) form = form.withBlankSlot(n);
    }
    return page(id, form, HolidayChoice.NONE, Map.of(), reader);
  }

  /** What was typed, and the holidays that were ticked. */
  private static HoursForm complete(MultiValueMap<String, String> fields) {
    return HoursForm.typed(fields).withHolidays(HolidayChoice.ticked(fields));
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

  /** Today where the hours are; where the workspace is, if that zone is none. */
  private LocalDate today(HoursForm form) {
    boolean known = ZoneId.getAvailableZoneIds().contains(form.zone());
    ZoneId zone = known ? ZoneId.of(form.zone()) : workspaces.current().zone();
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private ModelAndView page(
      @Nullable CalendarId id,
      HoursForm form,
      HolidayChoice choice,
      Map<String, String> problems,
      Locale reader) {
    HttpStatus status = problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    ModelAndView page = new ModelAndView("admin/hours-edit", status);
    page.addObject("id", id);
    page.addObject("form", form);
    page.addObject("problems", problems);
    page.addObject("zones", ZONES);
    page.addObject("tomorrow", today(form).plusDays(1));
    page.addObject("preview", preview(id, form, reader));
    page.addObject("holidays", choice.seen(form, publicHolidays, reader));
    page.addObject("versions", id == null ? List.of() : held(id, reader));
    return page;
  }

  private List<Held> held(CalendarId id, Locale reader) {
    Instant now = clock.instant();
    return calendars.versions(id, MOST_VERSIONS).stream()
        .map(version -> held(version, now, reader))
        .toList();
  }

  private static Held held(Calendars.Version version, Instant now, Locale reader) {
    return new Held(
        version,
        version.holdsAt(now),
        version.holdsAfter(now),
        HoursForm.of("", version.hours(), since(version)),
        new Times(version.hours().zone(), reader, now));
  }

  /** The first day of a version; one that always held is read from its first date on. */
  private static LocalDate since(Calendars.Version version) {
    Instant from = version.from();
    return from == null ? LocalDate.EPOCH : LocalDate.ofInstant(from, version.hours().zone());
  }

  private HoursPreview preview(@Nullable CalendarId id, HoursForm form, Locale reader) {
    Instant now = clock.instant();
    if (!form.problems(now).keySet().stream().allMatch(HoursPreview.MATTERS_NOT::contains))
      return HoursPreview.NONE;
    return HoursPreview.of(form.hours(), promise(id), now, reader);
  }

  /** What a mailbox with these hours promises, else what a new mailbox would. */
  private Duration promise(@Nullable CalendarId id) {
    return channels.all().stream()
        .map(channel -> channel.settings())
        .filter(settings -> settings.acknowledge() && isHere(settings, id))
        .map(ChannelSettings::promise)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(ChannelSettingsForm.FIRST_REPLY);
  }

  private boolean isHere(ChannelSettings settings, @Nullable CalendarId id) {
    if (id == null) return false;
    Long named = settings.calendar();
    if (named != null) return named == id.value();
    return calendars.all().stream().anyMatch(c -> c.isDefault() && c.id().equals(id));
  }
}
