/** Agents, teams, roles and API tokens. */
@org.jspecify.annotations.NullMarked
package helpdesk.agent;
