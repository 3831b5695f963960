/** What an agent was told, and how they want to be told. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.notice;
