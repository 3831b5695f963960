package helpdesk.web.shell;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one signs in, and where one lands. */
@Controller
class LoginController {
  /**
   * @param left tries left, put into the address by a refusal
   * @param wait minutes to wait, the same way
   */
  @GetMapping("/login")
  String login(
      @RequestParam(required = false) @Nullable Integer left,
      @RequestParam(required = false) @Nullable Integer wait,
      Model model) {
    model.addAttribute("left", left == null || left > LoginThrottle.TRIES ? null : left);
    model.addAttribute("wait", wait);
    return "login";
  }

  @GetMapping("/")
  String home() {
    return "redirect:/inbox";
  }
}
