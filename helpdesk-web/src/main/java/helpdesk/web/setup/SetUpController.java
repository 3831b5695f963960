package helpdesk.web.setup;

import helpdesk.agent.Agents;
import helpdesk.shared.DomainException;
import helpdesk.web.shell.Languages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages of the first start. One form that a script shows in five short steps; all its state is
 * in the form, so an interrupted set-up leaves nothing behind.
 */
@Controller
class SetUpController {
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              zone ->
                  zone.equals("UTC")
                      || zone.matches(
                          "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
          .sorted()
          .toList();

  private final SetUp setUp;
  private final SetUpLinks links;

  SetUpController(SetUp setUp, SetUpLinks links) {
    this.setUp = setUp;
    this.links = links;
  }

  @GetMapping("/setup")
  String whereIsTheLink() {
    return setUp.done() ? "redirect:/login" : "setup/closed";
  }

  @GetMapping("/setup/{token}")
  ModelAndView open(@PathVariable String token, Locale language) {
    if (setUp.done()) return new ModelAndView("redirect:/login");
    if (!links.works(token)) return gone();
    return page(token, SetUpForm.blank(language), Map.of());
  }

  @PostMapping("/setup/{token}")
  ModelAndView finish(
      @PathVariable String token,
      @ModelAttribute("form") SetUpForm form,
      HttpServletRequest request)
      throws ServletException {
    if (setUp.done()) return new ModelAndView("redirect:/login");
    if (!links.works(token)) return gone();
    Map<String, String> problems = form.problems();
    if (!problems.isEmpty()) return page(token, form, problems);
    NewWorkspace wanted = form.wanted();
    try {
      setUp.perform(token, wanted);
    } catch (DomainException e) {
      // somebody was faster, by this link or by another
      return setUp.done() ? new ModelAndView("redirect:/login") : gone();
    }
    request.login(wanted.adminEmail().value(), wanted.adminPassword());
    request.changeSessionId();
    return new ModelAndView("redirect:/inbox");
  }

  private static ModelAndView page(String token, SetUpForm form, Map<String, String> problems) {
    HttpStatus status = problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    return new ModelAndView(
        "setup/form",
        Map.of(
            "token", token,
            "form", form,
            "problems", problems,
            "zones", ZONES,
            "languages", Languages.SPOKEN,
            "shortestPassword", Agents.SHORTEST_PASSWORD),
        status);
  }

  private static ModelAndView gone() {
    return new ModelAndView("setup/gone", Map.of(), HttpStatus.GONE);
  }
}
