/**
 * What the house promises and whether it keeps it (docs/metrics.md, D). {@link
 * helpdesk.sla.SlaClocks} is one pure function from the events of a ticket and the policies to the
 * state of every promise at an instant: no database, no clock.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.sla;
