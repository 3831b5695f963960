package helpdesk.web.shell;

import helpdesk.agent.Agents;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Speaks the agent's language, else the browser's if it is one of ours, else the workspace's. */
@Component("localeResolver")
public class Languages implements LocaleResolver {
  /** What the product speaks. */
  public static final List<Locale> SPOKEN =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("sv"));

  private static final String CHOSEN = Languages.class.getName();
  private final Agents agents;
  private final Workspaces workspaces;

  Languages(Agents agents, Workspaces workspaces) {
    this.agents = agents;
    this.workspaces = workspaces;
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    Object chosen = request.getAttribute(CHOSEN);
    if (chosen instanceof Locale locale) return locale;
    Locale locale = choose(request);
    request.setAttribute(CHOSEN, locale);
    return locale;
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    request.setAttribute(CHOSEN, locale);
  }

  private Locale choose(HttpServletRequest request) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof SignedInAgent agent) {
      Locale own = agents.byId(agent.id()).language();
      if (own != null) return own;
    }
    if (request.getHeader("Accept-Language") != null) {
      Locale wanted =
          Locale.lookup(Locale.LanguageRange.parse(request.getHeader("Accept-Language")), SPOKEN);
      if (wanted != null) return wanted;
    }
    return workspaces.current().language();
  }
}
