/**
 * Work in the background: queue workers, timed tasks, and long jobs that a person watches and can
 * stop.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.job;
