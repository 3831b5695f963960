package helpdesk.web.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says plainly that the database does not answer. Around everything, sessions included: an error
 * page of the usual kind would ask the database for the session again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DatabaseOffline extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(DatabaseOffline.class);
  private static final String SECONDS = "5";
  private final MessageSource messages;

  DatabaseOffline(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      if (response.isCommitted() || !isOffline(e)) throw e;
      log.warn("The database does not answer: {}", root(e).getMessage());
      answer(request, response);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.reset();
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Content-Security-Policy", SecurityConfiguration.CONTENT_POLICY);
    response.setCharacterEncoding("UTF-8");
    if (accepts(request.getHeader(HttpHeaders.ACCEPT))) {
      response.setContentType(MediaType.TEXT_HTML_VALUE);
      response.getWriter().write(page(request));
    } else {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response
          .getWriter()
          .write(
              "{\"type\":\"about:blank\",\"title\":\"Service"
                  + " Unavailable\",\"status\":503,\"detail\":\"The database does not answer.\"}");
    }
  }

  private static boolean accepts(@Nullable String accept) {
    return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  /** It asks again by itself. The stylesheet is often cached and never needed. */
  private String page(HttpServletRequest request) {
    Locale wanted = Languages.wanted(request);
    Locale language = wanted == null ? Locale.ENGLISH : wanted;
    String title = messages.getMessage("shell.error.offline", null, language);
    String text = messages.getMessage("shell.error.offline.text", null, language);
    return """
    <!DOCTYPE html>
    <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="refresh" content="%s"><title>%s</title><link rel="stylesheet" href="%s/assets/desk.css"></head>
    <body class="public"><main class="login"><div class="card stack"><h1>%s</h1><p>%s</p></div></main></body></html>
    """
        .formatted(language.getLanguage(), SECONDS, title, request.getContextPath(), title, text);
  }

  private static boolean isOffline(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof SQLTransientConnectionException) return true;
      if (e instanceof SQLException sql && isConnectionState(sql.getSQLState())) return true;
    }
    return false;
  }

  /** Class 08 is a lost connection, 57P a server that stops or starts, 53 one that is full. */
  private static boolean isConnectionState(@Nullable String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
  }

  private static Throwable root(Throwable error) {
    Throwable e = error;
    while (e.getCause() != null) e = e.getCause();
    return e;
  }
}
