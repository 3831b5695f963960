package helpdesk.job;

import java.time.Duration;

/**
 * Work that waits in a table and is drained on every node: rows are claimed with {@code SKIP
 * LOCKED}, so any number of nodes and threads may run at once. A bean of this type is run by {@link
 * QueueWorkers}.
 */
public interface QueueWorker {
  /** A short name for threads and logs. */
  String name();

  /**
   * Takes the next piece of work and does it whole.
   *
   * @return true if there was some, so that more is asked for at once; false to rest
   */
  boolean runOnce();

  /** The live topic that wakes a resting worker. */
  String wakeTopic();

  /**
   * How long it rests at most when nothing wakes it: a lost notification costs no more than this.
   */
  default Duration restAtMost() {
    return Duration.ofSeconds(1);
  }

  /**
   * How long it waits before it begins, and between two pieces of work, so that what comes close
   * together is done at once: not at all where somebody waits for it.
   */
  default Duration gather() {
    return Duration.ZERO;
  }

  /** How many threads of this node drain it at once. */
  default int threads() {
    return 1;
  }
}
