/**
 * Tells every node and every open page that something changed; what is said may be lost, so it only
 * hints.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.live;
