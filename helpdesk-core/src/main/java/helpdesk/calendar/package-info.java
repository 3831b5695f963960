/**
 * Working hours and the time that passes within them. Pure: no database, no clock. Start reading at
 * {@link helpdesk.calendar.BusinessTime}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.calendar;
