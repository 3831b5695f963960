/**
 * Working hours and the time that passes within them. {@link helpdesk.calendar.BusinessTime} is
 * pure: no database, no clock; {@link helpdesk.calendar.Calendars} keeps the hours.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.calendar;
