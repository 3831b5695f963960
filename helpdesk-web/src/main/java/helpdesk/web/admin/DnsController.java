package helpdesk.web.admin;

import helpdesk.channel.DnsFinding;
import helpdesk.channel.SendingDomains;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tells what the DNS must say so that mail of the mailboxes is believed. */
@Controller
class DnsController {
  private static final int MOST = 5;
  private static final Pattern SELECTOR = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,61}[a-z0-9_])?");
  private static final Map<DnsFinding.Level, Mark> MARKS =
      Map.of(
          DnsFinding.Level.GOOD, new Mark("good", "green", "circle-check"),
          DnsFinding.Level.UNKNOWN, new Mark("unknown", "grey", "help-circle"),
          DnsFinding.Level.ADVICE, new Mark("advice", "amber", "alert-triangle"),
          DnsFinding.Level.WRONG, new Mark("wrong", "red", "alert-circle"));
  private final SendingDomains domains;

  DnsController(SendingDomains domains) {
    this.domains = domains;
  }

  /** How a level is shown: its word, its colour, its icon. */
  record Mark(String key, String colour, String icon) {}

  /** Asks the name server each time: whoever has just changed a record wants to see it. */
  @GetMapping("/admin/mailboxes/dns")
  String check(@RequestParam(defaultValue = "") String selectors, Model model) {
    List<String> named =
        Arrays.stream(selectors.toLowerCase(Locale.ROOT).split("[,;\\s]+"))
            .filter(selector -> !selector.isEmpty())
            .distinct()
            .toList();
    boolean good =
        named.size() <= MOST && named.stream().allMatch(name -> SELECTOR.matcher(name).matches());
    model.addAttribute("selectors", selectors);
    model.addAttribute("problem", !good);
    model.addAttribute("marks", MARKS);
    model.addAttribute("topics", DnsFinding.Topic.values());
    model.addAttribute("domains", domains.check(good ? named : List.of()));
    return "admin/dns";
  }
}
