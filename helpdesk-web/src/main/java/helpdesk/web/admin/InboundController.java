package helpdesk.web.admin;

import helpdesk.intake.InboundView;
import helpdesk.intake.InboundView.State;
import helpdesk.intake.Intake;
import helpdesk.shared.DomainException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What came in and what became of it; above all what nobody understood, and another try. */
@Controller
@RequestMapping("/admin/inbound")
class InboundController {
  static final int PAGE = 50;
  private static final List<State> TABS =
      List.of(State.QUARANTINED, State.IGNORED, State.RECEIVED, State.DUPLICATE, State.PROCESSED);
  private final Intake intake;

  InboundController(Intake intake) {
    this.intake = intake;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "quarantined") String state,
      @RequestParam(required = false) @Nullable Long before,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    State chosen = state(state);
    List<InboundView> found = intake.list(chosen, before, PAGE + 1);
    model.addAttribute("tabs", TABS);
    model.addAttribute("state", chosen);
    model.addAttribute("quarantined", intake.quarantined());
    model.addAttribute("rows", found.subList(0, Math.min(PAGE, found.size())));
    model.addAttribute("before", before);
    model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).id() : null);
    return htmx == null ? "admin/inbound" : "admin/inbound :: box";
  }

  /** As a text to keep, never to be shown as what it says it is. */
  @GetMapping("/{id}/raw")
  ResponseEntity<Resource> raw(@PathVariable long id) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("message-" + id + ".txt").build().toString())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .body(new InputStreamResource(intake.raw(id)));
  }

  @PostMapping("/{id}/attempts")
  String tryAgain(@PathVariable long id, @RequestParam(defaultValue = "quarantined") String state) {
    intake.retry(id);
    return "redirect:/admin/inbound?state=" + state(state).key();
  }

  private static State state(String key) {
    try {
      return State.of(key);
    } catch (IllegalArgumentException e) {
      throw new DomainException(DomainException.Kind.INVALID, "There is no such state of mail.");
    }
  }
}
