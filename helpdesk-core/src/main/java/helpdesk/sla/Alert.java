package helpdesk.sla;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that is to be said of a clock, once, at an instant of its own.
 *
 * @param about a target, or {@link #QUEUE}
 * @param startedAt since when the clock has run: by this and what it is about it is known
 * @param at the instant that it is about, which is not when somebody got round to it
 * @param due when it is, or was, too late
 */
record Alert(String about, Instant startedAt, Kind kind, Instant at, Instant due) {
  /** What a queue's limit is about, beside the targets. */
  static final String QUEUE = "queue";

  /** What is said. */
  enum Kind {
    WARNING,
    BREACH;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is said once, whenever it was. */
  record Given(String about, Instant startedAt, Kind kind) {}

  Given given() {
    return new Given(about, startedAt, kind);
  }
}
