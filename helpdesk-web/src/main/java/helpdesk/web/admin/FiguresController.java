package helpdesk.web.admin;

import helpdesk.metrics.fact.FigureChecks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows whether the figures are what the events say, and computes them anew. */
@Controller
@RequestMapping("/admin/figures")
class FiguresController {
  private static final int LATEST = 20;
  private final FigureChecks checks;

  FiguresController(FigureChecks checks) {
    this.checks = checks;
  }

  @GetMapping
  String page(Model model) {
    model.addAttribute("running", checks.running().orElse(null));
    model.addAttribute("trouble", checks.trouble().orElse(null));
    model.addAttribute("checks", checks.latest(LATEST));
    return "admin/figures";
  }

  @PostMapping("/rebuild")
  String rebuild() {
    checks.rebuild();
    return "redirect:/admin/figures";
  }

  @PostMapping("/stop")
  String stop() {
    checks.stop();
    return "redirect:/admin/figures";
  }
}
