package helpdesk.web.admin;

import helpdesk.outbox.DeliveryState;
import helpdesk.outbox.OutboundView;
import helpdesk.outbox.Outbox;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Shell;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What leaves the house, for those who run it: what waits and why, and another try. */
@Controller
@RequestMapping("/admin/outbox")
class OutboxController {
  private static final int PAGE = 50;
  private final Outbox outbox;

  OutboxController(Outbox outbox) {
    this.outbox = outbox;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Long before,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      @ModelAttribute("shell") Shell shell,
      Model model) {
    DeliveryState chosen = state(state);
    List<OutboundView> found = outbox.list(chosen, before, PAGE + 1);
    List<OutboundView> shown = found.subList(0, Math.min(PAGE, found.size()));
    model.addAttribute(
        "page",
        new OutboxPage(
            chosen,
            outbox.counts(),
            OutboxPage.rows(shown, shell.times()),
            before,
            found.size() > PAGE ? shown.get(PAGE - 1).id() : null));
    return htmx == null ? "admin/outbox" : "admin/outbox :: box";
  }

  @PostMapping("/{id}/attempts")
  String sendAgain(@PathVariable long id, @RequestParam(required = false) @Nullable String state) {
    outbox.sendAgain(id);
    DeliveryState shown = state(state);
    return "redirect:/admin/outbox" + (shown == null ? "" : "?state=" + shown.key());
  }

  private static @Nullable DeliveryState state(@Nullable String key) {
    if (key == null || key.isBlank()) return null;
    try {
      return DeliveryState.of(key);
    } catch (IllegalArgumentException e) {
      throw new DomainException(DomainException.Kind.INVALID, "There is no such state of mail.");
    }
  }
}
