/** Who may come in: agents and their teams, and the tokens of programs. */
@org.jspecify.annotations.NullMarked
package helpdesk.web.access;
