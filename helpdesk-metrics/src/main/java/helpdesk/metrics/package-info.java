/**
 * Every number of the desk, computed from the event log. {@code timeline} turns a ticket's events
 * into its facts, {@code fact} keeps them up to date, {@code catalog} knows every metric once,
 * {@code board} reads what a dashboard shows, {@code meters} tells the operators' monitoring.
 * {@code ask} reads what an address asks of them, {@code scorecard} sets the chosen figures beside
 * others, {@code goal} keeps what they are measured by, {@code report} mails them, {@code breach}
 * asks of broken promises why. Definitions: docs/metrics.md.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.metrics;
