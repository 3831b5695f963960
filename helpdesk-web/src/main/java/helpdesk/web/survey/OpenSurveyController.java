package helpdesk.web.survey;

import helpdesk.shared.DomainException;
import helpdesk.survey.AnswerForm;
import helpdesk.survey.OpenSurveys;
import helpdesk.survey.Questionnaire;
import helpdesk.survey.Visitors;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/** The pages behind public links and QR codes: anonymous, one answer a browser a day. */
@Controller
@RequestMapping("/o/{key}")
class OpenSurveyController {
  private static final String COOKIE = "helpdesk-answer";
  private final OpenSurveys surveys;
  private final Visitors visitors;
  private final Workspaces workspaces;
  private final Tongues tongues;

  OpenSurveyController(
      OpenSurveys surveys, Visitors visitors, Workspaces workspaces, Tongues tongues) {
    this.surveys = surveys;
    this.visitors = visitors;
    this.workspaces = workspaces;
    this.tongues = tongues;
  }

  @GetMapping
  String look(
      @PathVariable String key,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String score,
      Model model,
      HttpServletRequest request) {
    model.addAttribute("view", view(key, source, Posted.number(score), request));
    return "survey/form";
  }

  @PostMapping
  String answer(
      @PathVariable String key,
      @RequestParam(required = false) @Nullable String source,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Duration wait = visitors.press(surveys.look(key, null).survey().key(), request.getRemoteAddr());
    if (!wait.isZero()) throw new TooManyPresses(wait);
    Locale language = tongues.choose(request, null);
    AnswerForm form = Posted.read(request, language);
    try {
      String memory =
          surveys.answer(key, source, form, remembered(request), request.getRemoteAddr());
      if (memory != null) response.addHeader(HttpHeaders.SET_COOKIE, cookie(key, memory, request));
      return "redirect:" + thanks(key, source, request, form, language);
    } catch (DomainException e) {
      if (e.kind() != DomainException.Kind.INVALID) throw e;
      response.setStatus(422);
      model.addAttribute("view", view(key, source, form.score(), request).with(form.comment()));
      model.addAttribute("trouble", form.score() == null ? "survey.choose" : "survey.refused");
      return "survey/form";
    }
  }

  @GetMapping("/thanks")
  String thanks(
      @PathVariable String key,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String score,
      @RequestParam(required = false) @Nullable String saved,
      Model model,
      HttpServletRequest request) {
    SurveyView view = view(key, source, Posted.number(score), request);
    if (view.score() == null) return "redirect:/o/" + view.survey().survey().key();
    model.addAttribute("view", view);
    model.addAttribute("saved", saved != null);
    return "survey/thanks";
  }

  private SurveyView view(
      String key, @Nullable String source, @Nullable Integer score, HttpServletRequest request) {
    Questionnaire survey = surveys.look(key, remembered(request));
    Locale language = tongues.choose(request, null);
    return SurveyView.of(
        "/o/" + survey.survey().key(),
        survey,
        language,
        source == null ? "" : source,
        score,
        workspaces.current().zone());
  }

  private static String thanks(
      String key,
      @Nullable String source,
      HttpServletRequest request,
      AnswerForm form,
      Locale language) {
    UriComponentsBuilder to =
        UriComponentsBuilder.fromPath("/o/{key}/thanks").queryParam("lang", language.getLanguage());
    if (form.score() != null) to.queryParam("score", form.score());
    if (source != null && !source.isBlank()) to.queryParam("source", "{source}");
    if (request.getParameter("followup") != null) to.queryParam("saved", 1);
    return source == null || source.isBlank()
        ? to.encode().buildAndExpand(key).toUriString()
        : to.encode().buildAndExpand(key, source).toUriString();
  }

  private static @Nullable String remembered(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  private static String cookie(String key, String memory, HttpServletRequest request) {
    return ResponseCookie.from(COOKIE, memory)
        .path(request.getContextPath() + "/o/" + key)
        .maxAge(OpenSurveys.REMEMBERED)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Lax")
        .build()
        .toString();
  }
}
