/**
 * What leaves the house: written with its cause, sent later, retried, visible. Start at {@link
 * helpdesk.outbox.Outbox}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.outbox;
