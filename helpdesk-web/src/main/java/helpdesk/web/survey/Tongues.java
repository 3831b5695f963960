package helpdesk.web.survey;

import helpdesk.survey.Spoken;
import helpdesk.web.shell.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The language of a survey's page: the one asked for, else the customer's, else the browser's. */
@Component
class Tongues {
  private final Languages languages;

  Tongues(Languages languages) {
    this.languages = languages;
  }

  /** Chooses it, and has the page speak it. */
  Locale choose(HttpServletRequest request, @Nullable Locale customers) {
    Locale asked = Spoken.of(request.getParameter("lang"));
    Locale language = asked != null ? asked : customers;
    if (language == null) return languages.resolveLocale(request);
    languages.setLocale(request, null, language);
    return language;
  }
}
