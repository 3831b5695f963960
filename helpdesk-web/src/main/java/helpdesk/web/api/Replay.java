package helpdesk.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What a handler may know of the {@code Idempotency-Key} under which its request came. */
public final class Replay {
  private static final String KEY = Replay.class.getName();

  private Replay() {}

  /**
   * 32 bytes that are equal each time this one wish is carried out, even after a crash between the
   * deed and its answer; null if the request has no key. Give it to the desk as a dedupe key.
   */
  public static byte @Nullable [] dedupeKey(HttpServletRequest request) {
    return (byte[]) request.getAttribute(KEY);
  }

  /** Tells the handler. */
  public static void mark(HttpServletRequest request, byte[] dedupeKey) {
    request.setAttribute(KEY, dedupeKey);
  }
}
