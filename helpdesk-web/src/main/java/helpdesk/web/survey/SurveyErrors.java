package helpdesk.web.survey;

import helpdesk.shared.DomainException;
import helpdesk.web.shell.Statuses;
import helpdesk.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells a customer kindly that a link is unknown, over, or pressed too often. */
@ControllerAdvice(assignableTypes = {PersonalSurveyController.class, OpenSurveyController.class})
@Order(5)
class SurveyErrors {
  private final Tongues tongues;
  private final Workspaces workspaces;

  SurveyErrors(Tongues tongues, Workspaces workspaces) {
    this.tongues = tongues;
    this.workspaces = workspaces;
  }

  @ExceptionHandler
  ModelAndView unavailable(DomainException e, HttpServletRequest request) {
    tongues.choose(request, null);
    String why = e.kind() == DomainException.Kind.GONE ? "closed" : "unknown";
    return page(why, Statuses.of(e.kind()));
  }

  @ExceptionHandler
  ModelAndView patience(
      TooManyPresses e, HttpServletRequest request, HttpServletResponse response) {
    tongues.choose(request, null);
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.seconds()));
    return page("often", HttpStatus.TOO_MANY_REQUESTS);
  }

  private ModelAndView page(String why, HttpStatus status) {
    ModelAndView page = new ModelAndView("survey/unavailable", status);
    page.addObject("why", why);
    page.addObject("company", workspaces.current().name());
    return page;
  }
}
