package helpdesk.metrics.breach;

import helpdesk.sla.SlaTarget;
import helpdesk.ticket.TicketId;
import java.time.Instant;

/**
 * Which promise was broken.
 *
 * @param startedAt since when its clock ran; no later event moves it
 */
public record BreachKey(TicketId ticket, SlaTarget target, Instant startedAt) {}
