/** What every request of a program passes before a controller sees it. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.api.gate;
