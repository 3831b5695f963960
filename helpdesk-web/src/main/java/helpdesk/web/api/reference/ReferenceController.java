package helpdesk.web.api.reference;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The description of the API for people. */
@Controller
class ReferenceController {
  private final ReferencePage page;

  ReferenceController(ReferencePage page) {
    this.page = page;
  }

  @GetMapping("/admin/api")
  String read(Model model) {
    model.addAttribute("introduction", page.introduction());
    model.addAttribute("sections", page.sections());
    model.addAttribute("schemas", page.schemas());
    return "api/reference";
  }
}
