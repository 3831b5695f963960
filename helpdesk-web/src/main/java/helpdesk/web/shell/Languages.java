package helpdesk.web.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.LocaleResolver;

/** Speaks the agent's language, else the browser's if it is one of ours, else the workspace's. */
@Component("localeResolver")
public class Languages implements LocaleResolver {
  /** What the product speaks. */
  public static final List<Locale> SPOKEN =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("sv"));

  private static final String CHOSEN = Languages.class.getName();
  private final RequestMemory memory;

  Languages(RequestMemory memory) {
    this.memory = memory;
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

  /** Without the database, such as on the page that says so, the browser decides. */
  private Locale choose(HttpServletRequest request) {
    try {
      Locale own = ownLanguage(request);
      if (own != null) return own;
      Locale wanted = wanted(request);
      return wanted != null ? wanted : memory.workspace(request).language();
    } catch (DataAccessException | TransactionException e) {
      Locale wanted = wanted(request);
      return wanted != null ? wanted : Locale.ENGLISH;
    }
  }

  private @Nullable Locale ownLanguage(HttpServletRequest request) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof SignedInAgent agent
        ? memory.agent(request, agent.id()).language()
        : null;
  }

  /** What the browser asks for, if we speak it. */
  static @Nullable Locale wanted(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null) return null;
    try {
      return Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
    } catch (IllegalArgumentException e) {
      return null; // no list of languages at all
    }
  }
}
