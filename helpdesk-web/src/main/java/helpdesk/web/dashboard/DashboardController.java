package helpdesk.web.dashboard;

import helpdesk.agent.Role;
import helpdesk.metrics.board.BoardReader;
import helpdesk.metrics.board.Period;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The manager's dashboard. What is shown is in the address; the figures are read again, as the same
 * fragment of the same page, whenever they moved.
 */
@Controller
class DashboardController {
  private final BoardReader boards;
  private final Workspaces workspaces;
  private final MessageSource messages;
  private final Clock clock;

  DashboardController(
      BoardReader boards, Workspaces workspaces, MessageSource messages, Clock clock) {
    this.boards = boards;
    this.workspaces = workspaces;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping("/dashboard")
  String page(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam(defaultValue = "today") String period,
      Locale locale,
      Model model) {
    read(me, period, locale, model);
    return "dashboard/page";
  }

  @GetMapping("/dashboard/figures")
  String figures(
      @AuthenticationPrincipal SignedInAgent me,
      @RequestParam(defaultValue = "today") String period,
      Locale locale,
      Model model) {
    read(me, period, locale, model);
    return "dashboard/page :: figures";
  }

  private void read(SignedInAgent me, String word, Locale locale, Model model) {
    refuseAgents(me, messages, locale);
    Period period = Period.of(word).orElse(Period.TODAY);
    ZoneId zone = workspaces.current().zone();
    Words words = new Words(messages, locale, zone);
    model.addAttribute("board", new BoardView(boards.read(period, zone, clock.instant()), words));
    model.addAttribute("periods", Period.values());
  }

  /** The figures of everybody are for those who lead; an agent's own are not shown yet. */
  static void refuseAgents(SignedInAgent me, MessageSource messages, Locale locale) {
    if (me.role() == Role.AGENT) {
      throw new DomainException(
          DomainException.Kind.FORBIDDEN,
          messages.getMessage("dashboard.managers-only", null, locale));
    }
  }
}
