/** One ticket: the conversation and what an agent does with it. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.ticket;
