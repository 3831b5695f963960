/** The first start: the one-time link and the pages behind it. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.setup;
