/** Server-sent events: which fragment to fetch again. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.live;
