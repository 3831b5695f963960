package helpdesk.outbox;

import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row in the hands of this node for as long as its lease runs.
 *
 * @param payload the mail as JSON
 * @param attempts this try included
 * @param tryingSince when the first of these tries was made
 */
record Claim(
    long id,
    UUID lease,
    String payload,
    @Nullable TicketId ticket,
    int attempts,
    Instant tryingSince) {}
