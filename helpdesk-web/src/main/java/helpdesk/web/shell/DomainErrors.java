package helpdesk.web.shell;

import helpdesk.shared.DomainException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Turns what the desk says went wrong into a page with the right status. */
@ControllerAdvice(annotations = Controller.class)
@Order(10)
class DomainErrors {
  private static final Logger log = LoggerFactory.getLogger(DomainErrors.class);

  private final Sentences sentences;

  DomainErrors(Sentences sentences) {
    this.sentences = sentences;
  }

  @ExceptionHandler
  ModelAndView page(DomainException e, Locale locale) {
    HttpStatus status = Statuses.of(e.kind());
    log.debug("{}: {}", status, e.getMessage());
    String said = String.valueOf(sentences.say(e.getMessage(), locale));
    return new ModelAndView(
        "error/domain", Map.of("status", status.value(), "message", said), status);
  }
}
