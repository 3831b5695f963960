/** The HTTP API of other programs. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.api;
