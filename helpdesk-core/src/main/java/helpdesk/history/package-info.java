/**
 * Tickets brought along from another desk, each a line of JSON with everything that happened to it
 * and when. Start reading at {@link helpdesk.history.HistoryImports}; docs/api.md has the format.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.history;
