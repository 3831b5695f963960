package helpdesk.web.survey;

import helpdesk.survey.AnswerForm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a survey's forms send; the fields that a form does not show, it does not change. */
final class Posted {
  /** A field that no person sees. */
  static final String TRAP = "website";

  private Posted() {}

  static AnswerForm read(HttpServletRequest request, Locale language) {
    String trap = request.getParameter(TRAP);
    String[] reasons = request.getParameterValues("reason");
    return new AnswerForm(
        number(request.getParameter("score")),
        request.getParameter("comment"),
        asks(request, "reasons") ? List.of(reasons == null ? new String[0] : reasons) : null,
        asks(request, "contact") ? request.getParameter("contact_me") != null : null,
        language.getLanguage(),
        trap != null && !trap.isEmpty());
  }

  /** A score is a whole number and nothing else. */
  static @Nullable Integer number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,2}") ? Integer.valueOf(text) : null;
  }

  /** Which sets of boxes the form showed: a box that is not ticked sends nothing. */
  private static boolean asks(HttpServletRequest request, String boxes) {
    String[] asked = request.getParameterValues("asks");
    return asked != null && List.of(asked).contains(boxes);
  }
}
