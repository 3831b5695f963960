package helpdesk.web.access;

import helpdesk.agent.ApiTokens;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Audit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Makes tokens for programs, and takes them back. */
@Controller
@RequestMapping("/admin/tokens")
class TokensController {
  private static final String PAGE = "access/tokens";
  private static final int LONGEST_NAME = 100;
  private final ApiTokens tokens;
  private final Audit audit;

  TokensController(ApiTokens tokens, Audit audit) {
    this.tokens = tokens;
    this.audit = audit;
  }

  @GetMapping
  String list(Model model) {
    fill(model);
    return PAGE;
  }

  /** The token is on the page that answers and nowhere else, so there is no redirect to it. */
  @PostMapping
  ModelAndView create(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") Set<String> scopes,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    model.addAttribute("name", name);
    model.addAttribute("chosen", scopes);
    if (name.isBlank() || name.length() > LONGEST_NAME) return again(model, "api.token.name.bad");
    if (scopes.isEmpty() || !ApiTokens.SCOPES.containsAll(scopes))
      return again(model, "api.token.scopes.bad");
    String secret = tokens.issue(name.strip(), scopes);
    tokens
        .find(secret)
        .ifPresent(
            made ->
                audit.record(
                    me.id().toString(),
                    "api-token.issued",
                    Map.of("token", made.id(), "scopes", new TreeSet<>(scopes))));
    model.addAttribute("secret", secret);
    model.addAttribute("name", "");
    model.addAttribute("chosen", Set.of());
    fill(model);
    return new ModelAndView(PAGE, HttpStatus.CREATED);
  }

  @PostMapping("/{id}/revocation")
  String revoke(@PathVariable long id, @AuthenticationPrincipal SignedInAgent me) {
    tokens.revoke(id);
    audit.record(me.id().toString(), "api-token.revoked", Map.of("token", id));
    return "redirect:/admin/tokens";
  }

  private ModelAndView again(Model model, String problem) {
    model.addAttribute("problem", problem);
    fill(model);
    return new ModelAndView(PAGE, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void fill(Model model) {
    model.addAttribute("tokens", tokens.all());
    model.addAttribute("scopes", new TreeSet<>(ApiTokens.SCOPES));
    if (!model.containsAttribute("chosen")) model.addAttribute("chosen", Set.of());
  }
}
