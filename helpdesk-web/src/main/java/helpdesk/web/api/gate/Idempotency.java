package helpdesk.web.api.gate;

import helpdesk.shared.Tokens;
import helpdesk.web.api.ApiClient;
import helpdesk.web.api.Problems;
import helpdesk.web.api.Replay;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out a POST with an {@code Idempotency-Key} once and gives its answer again to whoever
 * sends it again within 24 hours. Bodies are hashed as they pass, never held: a mail may be large.
 * Only a success is kept, for a refusal changed nothing.
 */
final class Idempotency extends OncePerRequestFilter {
  static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final List<String> KEPT_HEADERS =
      List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);
  private static final int PATIENCE = 100;
  private static final long PAUSE = 50;
  private final KeptAnswers answers;
  private final Problems problems;

  Idempotency(KeptAnswers answers, Problems problems) {
    this.answers = answers;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HEADER);
    ApiClient client = Callers.current();
    if (key == null || client == null || !request.getMethod().equals("POST")) {
      chain.doFilter(request, response);
    } else if (!key.matches("[\\x21-\\x7e]{1,255}")) {
      problems.write(
          request,
          response,
          HttpStatus.BAD_REQUEST,
          "An Idempotency-Key has 1 to 255 visible ASCII characters.");
    } else {
      once(new KeptAnswers.Wish(client.token(), key, route(request)), request, response, chain);
    }
  }

  private void once(
      KeptAnswers.Wish wish,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    KeptAnswers.Known known = null;
    for (int tries = 0; tries < PATIENCE; tries++) {
      Optional<KeptAnswers.Claim> claim = answers.claim(wish);
      if (claim.isPresent()) {
        carryOut(claim.get(), request, response, chain);
        return;
      }
      known = answers.known(wish).orElse(null);
      if (known != null && (known.answer() != null || !known.route().equals(wish.route()))) break;
      pause();
    }
    repeat(wish, known, request, response);
  }

  private void carryOut(
      KeptAnswers.Claim claim,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    MessageDigest digest = Tokens.sha256();
    WatchedBody watched =
        new WatchedBody(request, (WatchedBody.Watcher) (b, from, n) -> digest.update(b, from, n));
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    Replay.mark(watched, claim.dedupeKey());
    boolean done = false;
    try {
      chain.doFilter(watched, kept);
      if (kept.getStatus() >= 200 && kept.getStatus() < 300) {
        drain(watched.getInputStream());
        answers.keep(claim, digest.digest(), answer(kept));
        done = true;
      }
    } finally {
      if (!done) answers.release(claim);
      kept.copyBodyToResponse();
    }
  }

  private void repeat(
      KeptAnswers.Wish wish,
      KeptAnswers.@Nullable Known known,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (known == null || (known.answer() == null && known.route().equals(wish.route()))) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      problems.write(
          request,
          response,
          HttpStatus.CONFLICT,
          "The same request is still being carried out. Ask again soon.");
      return;
    }
    KeptAnswers.Answer answer = known.answer();
    if (answer == null
        || !known.route().equals(wish.route())
        || !MessageDigest.isEqual(hash(request), known.requestHash())) {
      problems.write(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "This Idempotency-Key was used for a different request.");
      return;
    }
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setHeader(REPLAYED, "true");
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static KeptAnswers.Answer answer(ContentCachingResponseWrapper response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT_HEADERS) {
      String value =
          name.equals(HttpHeaders.CONTENT_TYPE)
              ? response.getContentType()
              : response.getHeader(name);
      if (value != null) headers.put(name, value);
    }
    String body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    return new KeptAnswers.Answer(response.getStatus(), headers, body);
  }

  private static byte[] hash(HttpServletRequest request) throws IOException {
    MessageDigest digest = Tokens.sha256();
    byte[] buffer = new byte[1 << 16];
    InputStream in = request.getInputStream();
    for (int n; (n = in.read(buffer)) >= 0; ) digest.update(buffer, 0, n);
    return digest.digest();
  }

  private static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private static String route(HttpServletRequest request) {
    String query = request.getQueryString();
    return "POST " + request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
