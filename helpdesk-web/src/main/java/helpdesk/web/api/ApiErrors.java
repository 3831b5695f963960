package helpdesk.web.api;

import helpdesk.shared.DomainException;
import helpdesk.ticket.StaleTicket;
import helpdesk.web.shell.Statuses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Whatever fails under {@code /api}, in a controller or before one is found, becomes a problem. It
 * decides by the path, so that no controller can forget to ask for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ApiErrors implements HandlerExceptionResolver {
  private static final String UNEXPECTED =
      "Something went wrong on our side. The error id finds it in the log.";
  private final Problems problems;

  ApiErrors(Problems problems) {
    this.problems = problems;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) return null;
    try {
      answer(request, response, failure);
    } catch (IOException gone) {
      // Nobody is left to read the answer.
      return new ModelAndView();
    }
    return new ModelAndView();
  }

  /** Answers with the problem that the failure is. */
  public void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException {
    if (failure instanceof InvalidInput invalid) {
      problems.write(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          String.valueOf(invalid.getMessage()),
          invalid.faults(),
          failure);
      return;
    }
    Answer answer = answerTo(request, failure);
    if (failure instanceof ErrorResponse known) copy(known.getHeaders(), response);
    if (answer.status == HttpStatus.SERVICE_UNAVAILABLE)
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
    problems.write(request, response, answer.status, answer.detail, List.of(), failure);
  }

  private record Answer(HttpStatus status, String detail) {}

  private static Answer answerTo(HttpServletRequest request, Exception failure) {
    DomainException domain = cause(failure, DomainException.class);
    if (domain != null) return new Answer(status(request, domain), "" + domain.getMessage());
    if (failure instanceof HttpMessageNotReadableException)
      return new Answer(HttpStatus.BAD_REQUEST, "The body is not readable JSON.");
    if (failure instanceof TypeMismatchException mismatch) return mismatch(mismatch);
    if (failure instanceof ErrorResponse known) return known(known);
    if (unreachable(failure)) {
      return new Answer(
          HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer just now. Try again soon.");
    }
    return new Answer(HttpStatus.INTERNAL_SERVER_ERROR, UNEXPECTED);
  }

  private static HttpStatus status(HttpServletRequest request, DomainException e) {
    if (e instanceof StaleTicket && request.getHeader(HttpHeaders.IF_MATCH) != null)
      return HttpStatus.PRECONDITION_FAILED;
    return Statuses.of(e.kind());
  }

  /** A path that names nothing we could have is not found; a parameter is simply wrong. */
  private static Answer mismatch(TypeMismatchException e) {
    if (e instanceof MethodArgumentTypeMismatchException argument
        && argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
      return new Answer(HttpStatus.NOT_FOUND, "There is nothing of that name.");
    }
    return new Answer(HttpStatus.BAD_REQUEST, "A parameter is not of its type.");
  }

  private static Answer known(ErrorResponse e) {
    HttpStatus status = HttpStatus.resolve(e.getStatusCode().value());
    if (status == null || status.is5xxServerError())
      return new Answer(HttpStatus.INTERNAL_SERVER_ERROR, UNEXPECTED);
    if (status == HttpStatus.NOT_FOUND)
      return new Answer(status, "There is nothing at this address.");
    String detail = e.getBody().getDetail();
    return new Answer(status, detail == null ? status.getReasonPhrase() + "." : detail);
  }

  private static boolean unreachable(Exception e) {
    return e instanceof CannotCreateTransactionException
        || e instanceof TransientDataAccessException
        || e instanceof DataAccessResourceFailureException;
  }

  private static void copy(HttpHeaders headers, HttpServletResponse response) {
    headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause())
      if (type.isInstance(t)) return type.cast(t);
    return null;
  }
}
