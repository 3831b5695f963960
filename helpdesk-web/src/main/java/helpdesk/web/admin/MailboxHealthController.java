package helpdesk.web.admin;

import helpdesk.channel.MailboxHealth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the mailboxes are, those that need somebody first. */
@Controller
class MailboxHealthController {
  private static final int HIGHEST = 24;
  private final MailboxHealth health;

  MailboxHealthController(MailboxHealth health) {
    this.health = health;
  }

  /** An hour of the day in the drawing of the usual rhythm, in its units. */
  record Bar(int x, long y, long height) {}

  /** A mailbox and the drawing of its usual day. */
  record Row(MailboxHealth.Report report, List<Bar> bars) {
    static Row of(MailboxHealth.Report report) {
      List<Bar> bars = new ArrayList<>();
      double most = Math.max(1, report.today().stream().mapToDouble(n -> n).max().orElse(1));
      for (int hour = 0; hour < report.today().size(); hour++) {
        long height = Math.max(1, Math.round(report.today().get(hour) / most * HIGHEST));
        bars.add(new Bar(hour * 5, HIGHEST - height, height));
      }
      return new Row(report, bars);
    }
  }

  @GetMapping("/admin/mailboxes/health")
  String health(Model model) {
    model.addAttribute(
        "rows",
        health.reports().stream()
            .sorted(Comparator.comparing(report -> report.alarms().isEmpty()))
            .map(Row::of)
            .toList());
    return "admin/mailbox-health";
  }
}
