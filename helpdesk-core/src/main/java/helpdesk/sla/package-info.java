/**
 * What the house promises and whether it keeps it (docs/metrics.md, D). {@link
 * helpdesk.sla.SlaClocks} is one pure function from the events of a ticket and the policies to the
 * state of every promise at an instant: no database, no clock. {@link helpdesk.sla.SlaSettings}
 * keeps what administrators decide, edition by edition, and asks that function.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.sla;
