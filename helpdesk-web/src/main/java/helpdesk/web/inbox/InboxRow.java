package helpdesk.web.inbox;

import helpdesk.ticket.QueueRow;

/**
 * A ticket in the list, as one agent sees it.
 *
 * @param unread the customer waits, and this agent has not looked since
 * @param draft this agent has begun an answer or a note
 */
public record InboxRow(QueueRow ticket, boolean unread, boolean draft) {}
