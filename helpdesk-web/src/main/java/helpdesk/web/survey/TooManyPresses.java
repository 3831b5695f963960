package helpdesk.web.survey;

import java.time.Duration;

/** Somebody presses the button too often. */
final class TooManyPresses extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long seconds;

  TooManyPresses(Duration wait) {
    super("Too many submissions");
    seconds = Math.max(1, wait.toSeconds());
  }

  /** How long to wait, in seconds. */
  long seconds() {
    return seconds;
  }
}
