package helpdesk.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What became of an incoming message.
 *
 * @param reason why it was ignored, null otherwise
 * @param ticket where it is; for a duplicate, where the first one is; null if ignored
 * @param suggested the conversation it may belong to but was not let into
 */
public record Reception(
    Outcome outcome,
    @Nullable String reason,
    @Nullable TicketId ticket,
    @Nullable MessageId message,
    @Nullable TicketId suggested) {
  /** The ways in which a reception can end. */
  public enum Outcome {
    ATTACHED,
    OPENED,
    DUPLICATE,
    IGNORED
  }
}
