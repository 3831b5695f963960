package helpdesk.metrics.measure;

import java.util.Arrays;

/**
 * What is measured of a ticket (docs/metrics.md). Each kind says when a contribution counts, what
 * its value is and what a hit means; durations are in whole seconds. The code is what is stored, so
 * it never changes and is never used again.
 */
public enum Measure {
  /** A ticket that counts as demand came to be. A hit was escalated. */
  CREATED(1),
  /** A ticket that the house began came to be. */
  OUTBOUND_CREATED(2),
  /** A customer wrote. */
  MESSAGE_IN(3),
  /** Somebody of the house answered. */
  RESPONSE(4),
  /** The first answer; the value is how long it took. */
  FIRST_RESPONSE(5),
  /** It became certain whether the first answer was in time, which is a hit. */
  FIRST_RESPONSE_OUTCOME(6),
  /** A later wait was answered; the value is how long it took. */
  NEXT_RESPONSE(7),
  /** The first assignment; the value is the time before it. */
  QUEUE_FIRST(8),
  /** The last time so far that it left the queue; the value is all the time in it. */
  QUEUE_TOTAL(9),
  /** It became certain whether it left the queue within the limit, which is a hit. */
  QUEUE_OUTCOME(10),
  /** The first resolution; the value is the age then, a hit came back later. */
  FIRST_RESOLUTION(11),
  /** The resolution that stands; the value is the age then, a hit took one touch. */
  FULL_RESOLUTION(12),
  /** It became certain whether it was resolved within 24 hours, which is a hit. */
  RESOLVED_24H_OUTCOME(13),
  /** The first resolution; a hit settled the matter at the first contact. Known a week later. */
  FIRST_CONTACT(14),
  /** The first resolution; a hit had no answer before it. */
  WITHOUT_REPLY(15),
  /** The first resolution; a hit broke no promise. */
  PROMISES_KEPT(16),
  /** The resolution that stands; the value is the number of answers. */
  REPLIES(17),
  /** The resolution that stands; the value is the time the requester waited. */
  REQUESTER_WAIT(18),
  /** The resolution that stands; the value is the time it was new or open. */
  AGENT_WORK(19),
  /** The resolution that stands; the value is the time it waited for the customer. */
  CUSTOMER_WAIT(20),
  /** The resolution that stands; the value is the time it waited for somebody else. */
  ON_HOLD(21),
  /** The resolution that stands; the value is the time agents measured on it. */
  HANDLE(22),
  /** It came back after a resolution. */
  REOPENED(23),
  /** It was escalated; the detail is the kind. */
  ESCALATED(24),
  /** It became certain whether a promised first answer was in time, which is a hit. */
  SLA_FIRST_RESPONSE(25),
  /** It became certain whether a promised later answer was in time, which is a hit. */
  SLA_NEXT_RESPONSE(26),
  /** It became certain whether a promised resolution was in time, which is a hit. */
  SLA_RESOLUTION(27),
  /**
   * It was in the backlog from then on, until {@link Contribution#until}; the value is how old it
   * was when that began.
   */
  STAY(28),
  /**
   * A customer came into the queue of a live channel; known when that ended. The value is the wait,
   * a hit gave up, the detail is the kind: call or chat.
   */
  LIVE_OFFERED(29),
  /**
   * A queued customer was answered; the value is the wait. Counts when they came into the queue.
   */
  LIVE_ANSWERED(30),
  /** A customer came into the queue of a live channel; a hit was answered soon enough. */
  LIVE_SOON(31),
  /** It left the backlog. */
  STAY_OVER(40);

  private final int code;

  Measure(int code) {
    this.code = code;
  }

  /** The codes of all. */
  public static Integer[] codes() {
    return Arrays.stream(values()).map(Measure::code).toArray(Integer[]::new);
  }

  /** What is stored. */
  public int code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException if nothing has that code
   */
  public static Measure of(int code) {
    return Arrays.stream(values())
        .filter(m -> m.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No measure " + code));
  }
}
