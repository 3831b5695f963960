/**
 * What the events of one ticket tell before anything is measured: in which order they count, how
 * the ticket stood at each instant, who waited for an answer, when it was resolved. Pure functions
 * for everybody who reads the log with numbers in mind. Start reading at {@link
 * helpdesk.story.Story}.
 */
@org.jspecify.annotations.NullMarked
package helpdesk.story;
