package helpdesk.ticket;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param seq the per-ticket counter that breaks ties within a second
 * @param occurredAt in whole seconds, the only time a metric may use
 * @param recordedAt when it was written
 */
public record LoggedEvent(
    long id,
    TicketId ticket,
    int seq,
    Actor actor,
    Instant occurredAt,
    Instant recordedAt,
    TicketEvent event) {}
