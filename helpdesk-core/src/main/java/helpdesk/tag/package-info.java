/** Tags: what a ticket is about and why it happened. */
@org.jspecify.annotations.NullMarked
package helpdesk.tag;
