/** The manager's live dashboard. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.dashboard;
