package helpdesk.outbox;

import helpdesk.ticket.TicketNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that leaves the house, as people see it.
 *
 * @param id names it for {@link Outbox#sendAgain}
 * @param ticket the number of its ticket, null if it belongs to none
 * @param to the addresses it goes to
 * @param detail why it waits or what went wrong, in words, null if there is nothing to say
 * @param attempts how often it was tried since it was last put in line
 * @param nextAttemptAt when it is tried next, null unless queued or deferred
 */
public record OutboundView(
    long id,
    DeliveryState state,
    @Nullable TicketNumber ticket,
    String messageId,
    List<String> to,
    String subject,
    @Nullable String detail,
    int attempts,
    @Nullable Instant nextAttemptAt,
    Instant createdAt,
    @Nullable Instant sentAt) {}
