package helpdesk.ticket;

import helpdesk.shared.ChannelKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as a list shows it.
 *
 * @param requester name, else address
 * @param assignee name of the agent who has it, null for nobody
 * @param waitingSince since when the customer waits for our answer, null if they do not
 * @param lost whether a message of ours did not arrive, and nobody has dealt with that
 */
public record QueueRow(
    TicketId id,
    TicketNumber number,
    String subject,
    String preview,
    Status status,
    Priority priority,
    ChannelKind channel,
    String requester,
    @Nullable Long assigneeId,
    @Nullable String assignee,
    @Nullable String team,
    List<String> tags,
    @Nullable Instant waitingSince,
    Instant createdAt,
    Instant updatedAt,
    int version,
    boolean lost) {}
