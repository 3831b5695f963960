package helpdesk.notice;

import helpdesk.ticket.TicketNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one agent was told.
 *
 * @param subject of the ticket, as it is now
 * @param about which promise, such as {@code first_response}; null if none
 * @param at the instant that it is about
 * @param due when it is, or was, too late
 */
public record Notice(
    long id,
    TicketNumber ticket,
    String subject,
    NoticeKind kind,
    @Nullable String about,
    Instant at,
    Instant due,
    boolean read) {}
