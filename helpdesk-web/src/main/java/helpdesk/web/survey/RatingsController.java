package helpdesk.web.survey;

import helpdesk.survey.SurveyAnswer;
import helpdesk.survey.SurveyAnswers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private final Clock clock;

  RatingsController(SurveyAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  @GetMapping("/ratings")
  String ratings(@RequestParam(defaultValue = "low") String show, Model model) {
    Instant since = clock.instant().minus(LATELY);
    switch (show) {
      case "all" -> list("all", answers.recent(since, MOST), model);
      case "waiting" -> list("waiting", answers.lowUnfollowed(MOST), model);
      default -> list("low", answers.low(since, MOST), model);
    }
    return "survey/ratings";
  }

  private static void list(String show, List<SurveyAnswer> shown, Model model) {
    model.addAttribute("show", show);
    model.addAttribute("answers", shown);
  }
}
