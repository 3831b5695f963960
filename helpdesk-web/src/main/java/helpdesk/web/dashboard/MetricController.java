package helpdesk.web.dashboard;

import helpdesk.metrics.board.Period;
import helpdesk.metrics.catalog.Asked;
import helpdesk.metrics.catalog.Clockwork;
import helpdesk.metrics.catalog.Figure;
import helpdesk.metrics.catalog.Figures;
import helpdesk.metrics.catalog.Filter;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.catalog.Window;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What stands behind a number: its definition, and the tickets that it was computed from. */
@Controller
class MetricController {
  private static final int PAGE = 50;
  private final Figures figures;
  private final Workspaces workspaces;
  private final MessageSource messages;
  private final Clock clock;

  MetricController(Figures figures, Workspaces workspaces, MessageSource messages, Clock clock) {
    this.figures = figures;
    this.workspaces = workspaces;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping("/dashboard/metrics/{id}")
  String metric(
      @AuthenticationPrincipal SignedInAgent me,
      @PathVariable String id,
      @RequestParam Map<String, String> address,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    DashboardController.refuseAgents(me, messages, locale);
    Metric metric = Metric.of(id).orElseThrow(() -> unknown("There is no such metric."));
    ZoneId zone = workspaces.current().zone();
    Words words = new Words(messages, locale, zone);
    Asked asked;
    Figures.@Nullable Position behind;
    try {
      asked = asked(address, zone);
      behind = position(address.get("behind"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw unknown(words.say("dashboard.address"));
    }
    Figure figure = figures.of(metric, asked);
    List<Figures.Row> rows = figures.rows(metric, asked, behind, PAGE + 1);
    boolean more = rows.size() > PAGE;
    List<Figures.Row> shown = more ? rows.subList(0, PAGE) : rows;
    model.addAttribute("metric", new MetricView(metric, asked, figure, words, shell.times()));
    model.addAttribute("rows", shown);
    model.addAttribute("period", address.getOrDefault("period", Period.TODAY.key()));
    model.addAttribute("first", behind == null);
    model.addAttribute("next", more ? next(id, address, shown.get(PAGE - 1)) : null);
    return "dashboard/metric";
  }

  private Asked asked(Map<String, String> address, ZoneId zone) {
    Instant now = clock.instant();
    Period period = Period.of(address.getOrDefault("period", "today")).orElse(Period.TODAY);
    Window window =
        address.containsKey("from") && address.containsKey("to")
            ? new Window(Instant.parse(address.get("from")), Instant.parse(address.get("to")))
            : period.window(now, zone);
    String channel = address.get("channel");
    return new Asked(
        window,
        now,
        Clockwork.CALENDAR,
        Filter.NONE.ofChannel(channel == null ? null : ChannelKind.of(channel)),
        number(address.get("above")),
        number(address.get("up_to")));
  }

  private static @Nullable Double number(@Nullable String text) {
    return text == null ? null : Double.valueOf(text);
  }

  private static Figures.@Nullable Position position(@Nullable String text) {
    if (text == null) return null;
    int comma = text.indexOf(',');
    if (comma < 0) throw new IllegalArgumentException("Not a place in a list");
    return new Figures.Position(
        Instant.parse(text.substring(0, comma)), Long.parseLong(text.substring(comma + 1)));
  }

  private static String next(String id, Map<String, String> address, Figures.Row last) {
    UriComponentsBuilder uri = UriComponentsBuilder.fromPath("/dashboard/metrics/" + id);
    address.forEach(
        (key, value) -> {
          if (!key.equals("behind")) uri.queryParam(key, value);
        });
    return uri.queryParam("behind", last.at() + "," + last.id()).encode().build().toUriString();
  }

  private static DomainException unknown(String message) {
    return new DomainException(DomainException.Kind.NOT_FOUND, message);
  }
}
