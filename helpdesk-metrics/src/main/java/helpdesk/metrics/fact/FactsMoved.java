package helpdesk.metrics.fact;

import java.util.List;

/**
 * What the events that were just followed mean. Said within the transaction that saves the facts; a
 * listener after commit may be lost in a crash, so only what may be lost may hang on it. Events
 * that were written long after they occurred, as an import does, are not traffic and are left out.
 *
 * @param created the channel of each new ticket
 * @param firstResponses each first answer
 * @param firstResolutions each first resolution
 */
public record FactsMoved(
    List<String> created, List<Took> firstResponses, List<Took> firstResolutions) {
  /** A duration that ended, in seconds. */
  public record Took(String channel, long seconds) {}
}
