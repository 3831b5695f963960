package helpdesk.web.inbox;

import helpdesk.ticket.Actor;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.web.shell.Shell;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Puts tickets away from the list, among the spam or into the bin, and takes them back. */
@Controller
@RequestMapping("/inbox/{number}")
class FilingController {
  private final TicketDesk desk;

  FilingController(TicketDesk desk) {
    this.desk = desk;
  }

  /**
   * What was put away.
   *
   * @param key the message that says so
   * @param back where to send {@code name=value} to take it back
   */
  public record Filed(
      TicketId id, TicketNumber number, String key, String back, String name, boolean value) {}

  @PostMapping("/spam")
  String spam(
      @PathVariable TicketNumber number,
      @RequestParam boolean spam,
      @RequestParam Map<String, String> words,
      @ModelAttribute("shell") Shell shell,
      HtmxRequest htmx,
      Model model) {
    TicketId id = desk.idOf(number);
    desk.markSpam(id, spam, Actor.agent(shell.me()));
    String key = spam ? "ticket.spam.marked" : "ticket.spam.unmarked";
    return filed(new Filed(id, number, key, "spam", "spam", !spam), words, htmx, model);
  }

  @PostMapping("/trash")
  String trash(
      @PathVariable TicketNumber number,
      @RequestParam boolean trashed,
      @RequestParam Map<String, String> words,
      @ModelAttribute("shell") Shell shell,
      HtmxRequest htmx,
      Model model) {
    TicketId id = desk.idOf(number);
    desk.trash(id, trashed, Actor.agent(shell.me()));
    String key = trashed ? "ticket.trash.done" : "ticket.trash.restored";
    return filed(new Filed(id, number, key, "trash", "trashed", !trashed), words, htmx, model);
  }

  private static String filed(
      Filed filed, Map<String, String> words, HtmxRequest htmx, Model model) {
    InboxQuery list = InboxQuery.of(words);
    if (!htmx.isHtmxRequest()) return "redirect:" + list.address();
    model.addAttribute("list", list);
    model.addAttribute("filed", filed);
    return "inbox/page :: filed";
  }
}
