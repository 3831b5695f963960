package helpdesk.outbox;

import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row in the hands of this node for as long as its lease runs.
 *
 * @param payload the mail as JSON
 * @param message the message of the ticket that it carries, null if it is none
 * @param attempts this try included
 * @param tryingSince when the first of these tries was made
 */
record Claim(
    long id,
    UUID lease,
    String payload,
    @Nullable TicketId ticket,
    @Nullable MessageId message,
    int attempts,
    Instant tryingSince) {}
