package helpdesk.web.admin;

import helpdesk.sample.Samples;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Loads the sample shop, or takes it away. */
@Controller
@RequestMapping("/admin/sample")
class SampleController {
  private final Samples samples;

  SampleController(Samples samples) {
    this.samples = samples;
  }

  @GetMapping
  String page(Model model) {
    model.addAttribute("present", samples.present());
    model.addAttribute("running", samples.running().orElse(null));
    return "admin/sample";
  }

  @PostMapping("/load")
  String load() {
    if (samples.running().isEmpty()) samples.load();
    return "redirect:/admin/sample";
  }

  @PostMapping("/remove")
  String remove() {
    if (samples.running().isEmpty()) samples.remove();
    return "redirect:/admin/sample";
  }
}
