package helpdesk.web.survey;

import helpdesk.survey.Questionnaire;
import helpdesk.survey.Spoken;
import helpdesk.survey.Survey;
import helpdesk.survey.SurveyDecisions;
import helpdesk.survey.Surveys;
import helpdesk.web.shell.Languages;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How surveys are sent, what they look like, and why one was sent or not. */
@Controller
@RequestMapping("/admin/surveys")
class SurveyAdminController {
  private static final int RECENT = 50;
  private final Surveys surveys;
  private final SurveyDecisions decisions;
  private final Workspaces workspaces;
  private final Languages languages;
  private final Clock clock;

  SurveyAdminController(
      Surveys surveys,
      SurveyDecisions decisions,
      Workspaces workspaces,
      Languages languages,
      Clock clock) {
    this.surveys = surveys;
    this.decisions = decisions;
    this.workspaces = workspaces;
    this.languages = languages;
    this.clock = clock;
  }

  @GetMapping
  String page(Model model) {
    model.addAttribute("csat", surveys.byKey("csat"));
    model.addAttribute("surveys", surveys.all());
    model.addAttribute("anyQuietDays", surveys.quietAfterAny().toDays());
    model.addAttribute("decisions", decisions.recent(RECENT));
    return "survey/admin";
  }

  @PostMapping
  String configure(
      @RequestParam(defaultValue = "false") boolean active,
      @RequestParam int delayHours,
      @RequestParam int quietDays,
      @RequestParam int anyQuietDays,
      @AuthenticationPrincipal SignedInAgent me,
      RedirectAttributes flash) {
    surveys.configure(
        "csat", active, Duration.ofHours(delayHours), quietDays, anyQuietDays, "agent:" + me.id());
    flash.addFlashAttribute("saved", true);
    return "redirect:/admin/surveys";
  }

  /** The page a customer would see, without a button that works. */
  @GetMapping("/{key}/preview")
  String preview(
      @PathVariable String key,
      @RequestParam(required = false) @Nullable String lang,
      Model model,
      HttpServletRequest request) {
    Survey survey = surveys.byKey(key);
    Locale language = Spoken.of(lang);
    if (language == null) language = languages.resolveLocale(request);
    languages.setLocale(request, null, language);
    Questionnaire sample =
        new Questionnaire(
            survey, true, language, clock.instant().plus(survey.expiry()), null, null, null, null);
    String address = "/admin/surveys/" + survey.key() + "/preview";
    model.addAttribute(
        "view",
        SurveyView.of(address, sample, language, null, null, workspaces.current().zone())
            .asPreview());
    return "survey/form";
  }
}
