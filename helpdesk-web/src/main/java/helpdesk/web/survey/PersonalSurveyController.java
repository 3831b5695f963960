package helpdesk.web.survey;

import helpdesk.shared.DomainException;
import helpdesk.survey.AnswerForm;
import helpdesk.survey.Questionnaire;
import helpdesk.survey.SurveyBooth;
import helpdesk.survey.Visitors;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The pages behind a personal link. Scanners fetch every link of a mail: only the button's POST
 * records.
 */
@Controller
@RequestMapping("/s/{token}")
class PersonalSurveyController {
  private final SurveyBooth booth;
  private final Visitors visitors;
  private final Workspaces workspaces;
  private final Tongues tongues;

  PersonalSurveyController(
      SurveyBooth booth, Visitors visitors, Workspaces workspaces, Tongues tongues) {
    this.booth = booth;
    this.visitors = visitors;
    this.workspaces = workspaces;
    this.tongues = tongues;
  }

  @GetMapping
  String look(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String score,
      Model model,
      HttpServletRequest request) {
    model.addAttribute("view", view(token, Posted.number(score), request));
    return "survey/form";
  }

  @PostMapping
  String answer(
      @PathVariable String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Questionnaire survey = booth.look(token);
    Duration wait = visitors.press(token, request.getRemoteAddr());
    if (!wait.isZero()) throw new TooManyPresses(wait);
    Locale language = tongues.choose(request, survey.language());
    AnswerForm form = Posted.read(request, language);
    try {
      boolean recorded = booth.answer(token, form);
      return "redirect:" + thanks(token, request, form, language, recorded);
    } catch (DomainException e) {
      if (e.kind() != DomainException.Kind.INVALID) throw e;
      response.setStatus(422);
      model.addAttribute("view", view(token, form.score(), request).with(form.comment()));
      model.addAttribute("trouble", form.score() == null ? "survey.choose" : "survey.refused");
      return "survey/form";
    }
  }

  /** What is shown after the button; without an answer on record it is only polite. */
  @GetMapping("/thanks")
  String thanks(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String score,
      @RequestParam(required = false) @Nullable String saved,
      Model model,
      HttpServletRequest request) {
    SurveyView view = view(token, Posted.number(score), request);
    if (view.score() == null) return "redirect:/s/" + token;
    model.addAttribute("view", view);
    model.addAttribute("saved", saved != null);
    return "survey/thanks";
  }

  @GetMapping("/unsubscribe")
  String leaving(@PathVariable String token, Model model, HttpServletRequest request) {
    return leave(token, model, request);
  }

  /** From our page, or a mail program's one click (RFC 8058), which says only that. */
  @PostMapping("/unsubscribe")
  String left(
      @PathVariable String token,
      @RequestParam(defaultValue = "all") String scope,
      Model model,
      HttpServletRequest request) {
    if (scope.equals("none")) booth.optIn(token);
    else booth.optOut(token, !scope.equals("this"));
    return leave(token, model, request);
  }

  private String leave(String token, Model model, HttpServletRequest request) {
    SurveyBooth.OptOut optOut = booth.optedOut(token);
    model.addAttribute("optOut", optOut);
    model.addAttribute("address", "/s/" + token + "/unsubscribe");
    model.addAttribute("language", tongues.choose(request, optOut.language()));
    return "survey/unsubscribe";
  }

  private SurveyView view(String token, @Nullable Integer score, HttpServletRequest request) {
    Questionnaire survey = booth.look(token);
    Locale language = tongues.choose(request, survey.language());
    return SurveyView.of("/s/" + token, survey, language, null, score, workspaces.current().zone());
  }

  /** A machine in the trap gets the same page, so the score travels in the address. */
  private static String thanks(
      String token,
      HttpServletRequest request,
      AnswerForm form,
      Locale language,
      boolean recorded) {
    UriComponentsBuilder to =
        UriComponentsBuilder.fromPath("/s/{token}/thanks")
            .queryParam("lang", language.getLanguage());
    if (form.score() != null) to.queryParam("score", form.score());
    if (recorded && request.getParameter("followup") != null) to.queryParam("saved", 1);
    return to.buildAndExpand(token).toUriString();
  }
}
