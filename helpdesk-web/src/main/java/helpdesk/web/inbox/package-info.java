/** The list of tickets. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.inbox;
