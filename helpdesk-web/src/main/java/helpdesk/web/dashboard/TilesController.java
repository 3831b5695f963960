package helpdesk.web.dashboard;

import helpdesk.agent.Role;
import helpdesk.metrics.catalog.Metric;
import helpdesk.metrics.scorecard.TileChoices;
import helpdesk.web.shell.SignedInAgent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which figures somebody sees: added, taken away and moved one at a time, each press saved. */
@Controller
class TilesController {
  private final TileChoices choices;
  private final Inquiry inquiry;

  TilesController(TileChoices choices, Inquiry inquiry) {
    this.choices = choices;
    this.inquiry = inquiry;
  }

  /**
   * A metric that can be chosen.
   *
   * @param first whether it cannot move up
   * @param last whether it cannot move down
   */
  public record Entry(String id, String name, String definition, boolean first, boolean last) {}

  /** The metrics that answer one of the three questions. */
  public record Group(String axis, List<Entry> entries) {}

  /** The moved metric keeps the focus, so that it can be moved again. */
  @GetMapping("/dashboard/tiles")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam(defaultValue = "") String moved,
      @RequestParam(defaultValue = "") String way,
      Locale locale,
      Model model) {
    List<Metric> chosen = choices.of(me.id(), me.role());
    Words words = inquiry.words(locale);
    List<Group> own = new ArrayList<>();
    List<Group> others = new ArrayList<>();
    for (Metric.Axis axis : Metric.Axis.values()) {
      add(own, axis, chosen.stream().filter(m -> m.axis() == axis).toList(), words);
      add(
          others,
          axis,
          Arrays.stream(Metric.values())
              .filter(m -> m.axis() == axis && !chosen.contains(m))
              .toList(),
          words);
    }
    model.addAttribute("own", own);
    model.addAttribute("others", others);
    model.addAttribute("usual", choices.own(me.id()).isEmpty());
    model.addAttribute("moved", moved);
    model.addAttribute("way", way);
    model.addAttribute("home", me.role() == Role.AGENT ? "/dashboard/me" : "/dashboard");
    return "dashboard/tiles";
  }

  private static void add(List<Group> groups, Metric.Axis axis, List<Metric> metrics, Words words) {
    if (metrics.isEmpty()) return;
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      String key = "metric." + metrics.get(i).id();
      entries.add(
          new Entry(
              metrics.get(i).id(),
              words.say(key + ".name"),
              words.say(key + ".definition"),
              i == 0,
              i == metrics.size() - 1));
    }
    groups.add(new Group(axis.key(), entries));
  }

  @PostMapping("/dashboard/tiles")
  String change(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam(name = "do") String what,
      @RequestParam(defaultValue = "") String metric) {
    if (what.equals("reset")) {
      choices.reset(me.id());
      return "redirect:/dashboard/tiles";
    }
    Metric known = MetricController.known(metric);
    List<Metric> chosen = new ArrayList<>(choices.of(me.id(), me.role()));
    switch (what) {
      case "add" -> chosen.add(known);
      case "remove" -> chosen.remove(known);
      case "up" -> move(chosen, known, -1);
      case "down" -> move(chosen, known, 1);
      default -> {
        return "redirect:/dashboard/tiles";
      }
    }
    choices.choose(me.id(), chosen);
    return "redirect:/dashboard/tiles?moved=" + known.id() + "&way=" + what;
  }

  /** Past the next one that answers the same question: they are shown by question. */
  private static void move(List<Metric> chosen, Metric metric, int by) {
    int from = chosen.indexOf(metric);
    if (from < 0) return;
    for (int to = from + by; to >= 0 && to < chosen.size(); to += by) {
      if (chosen.get(to).axis() == metric.axis()) {
        Collections.swap(chosen, from, to);
        return;
      }
    }
  }
}
