package helpdesk.web.inbox;

import helpdesk.ticket.QueueRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in the list, as one agent sees it.
 *
 * @param unread the customer waits, and this agent has not looked since
 * @param draft this agent has begun an answer or a note
 * @param clock what is due; null if nothing is
 * @param forgottenSince since when it has lain without anybody for longer than it may; null if it
 *     has not
 */
public record InboxRow(
    QueueRow ticket,
    boolean unread,
    boolean draft,
    @Nullable RowClock clock,
    @Nullable Instant forgottenSince) {}
