package helpdesk.ticket;

import helpdesk.agent.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reply that was sent by its author and has not left yet.
 *
 * @param id which the message will have
 * @param authorName as they are called now
 * @param dueAt when it leaves
 * @param refusal why the desk did not send it when it was due, a sentence; null while it waits
 */
public record HeldReply(
    MessageId id,
    TicketId ticket,
    AgentId author,
    String authorName,
    WriteReply reply,
    Instant heldAt,
    Instant dueAt,
    @Nullable String refusal) {
  /** Whether it leaves when its time has come; else it is a draft again, and its author's alone. */
  public boolean leaves() {
    return refusal == null;
  }
}
