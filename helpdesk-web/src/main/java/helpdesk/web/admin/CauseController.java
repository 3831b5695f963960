package helpdesk.web.admin;

import helpdesk.metrics.breach.Cause;
import helpdesk.metrics.breach.Causes;
import helpdesk.web.shell.SignedInAgent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For which reasons promises are broken. */
@Controller
@RequestMapping("/admin/sla/causes")
class CauseController {
  private static final String BACK = "redirect:/admin/sla/causes";
  private final Causes causes;

  CauseController(Causes causes) {
    this.causes = causes;
  }

  @GetMapping
  String show(Model model) {
    model.addAttribute("causes", causes.all());
    return "admin/causes";
  }

  @PostMapping
  String add(@RequestParam String name, @AuthenticationPrincipal SignedInAgent me) {
    causes.add(name, me.id());
    return BACK;
  }

  /** A field that is left empty stands for the name that the cause came with. */
  @PostMapping("/{id}")
  String change(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "false") boolean active,
      @AuthenticationPrincipal SignedInAgent me) {
    Cause cause = causes.find(id);
    boolean asItCame = name.isBlank() && cause.word() != null;
    causes.change(id, asItCame ? null : name, active, me.id());
    return BACK;
  }
}
