package helpdesk.web.survey;

import helpdesk.survey.SurveyAnswers;
import helpdesk.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What customers said lately, the unhappy ones first, and whether anybody answered them. */
@Controller
class RatingsController {
  private static final Duration LATELY = Duration.ofDays(90);
  private static final int MOST = 200;
  private final SurveyAnswers answers;
  private final Workspaces workspaces;
  private final Clock clock;

  RatingsController(SurveyAnswers answers, Workspaces workspaces, Clock clock) {
    this.answers = answers;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  @GetMapping("/ratings")
  String ratings(@RequestParam(defaultValue = "low") String show, Model model) {
    boolean waiting = show.equals("waiting");
    model.addAttribute("show", waiting ? "waiting" : show.equals("all") ? "all" : "low");
    model.addAttribute("zone", workspaces.current().zone());
    model.addAttribute(
        "answers",
        waiting
            ? answers.lowUnfollowed(MOST)
            : answers.recent(clock.instant().minus(LATELY), !show.equals("all"), MOST));
    return "survey/ratings";
  }
}
