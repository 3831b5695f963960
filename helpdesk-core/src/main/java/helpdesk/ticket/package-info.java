/**
 * Tickets, their conversation and their append-only event log. Start reading at {@link
 * helpdesk.ticket.TicketDesk}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.ticket;
