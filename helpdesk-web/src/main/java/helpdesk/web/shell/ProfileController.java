package helpdesk.web.shell;

import helpdesk.agent.Agent;
import helpdesk.agent.Agents;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What an agent likes: the look and the language of their pages. */
@Controller
class ProfileController {
  private static final Set<String> THEMES = Set.of("light", "dark");
  private final Agents agents;

  ProfileController(Agents agents) {
    this.agents = agents;
  }

  /**
   * Keeps the look.
   *
   * @param theme {@code light} or {@code dark}; anything else follows the system
   */
  @PostMapping("/profile/theme")
  ResponseEntity<Void> theme(
      @AuthenticationPrincipal SignedInAgent me, @RequestParam(defaultValue = "") String theme) {
    Agent agent = agents.byId(me.id());
    agents.prefer(me.id(), THEMES.contains(theme) ? theme : null, agent.language());
    return ResponseEntity.noContent().build();
  }

  /**
   * Keeps the language.
   *
   * @param language en, es or sv; anything else is the browser's choice
   */
  @PostMapping("/profile/language")
  String language(
      @AuthenticationPrincipal SignedInAgent me, @RequestParam(defaultValue = "") String language) {
    Locale wanted = Locale.forLanguageTag(language);
    Agent agent = agents.byId(me.id());
    agents.prefer(me.id(), agent.theme(), Languages.SPOKEN.contains(wanted) ? wanted : null);
    return "redirect:/inbox";
  }
}
