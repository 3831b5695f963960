package helpdesk.agent;

import org.jspecify.annotations.Nullable;

/**
 * A group of agents.
 *
 * @param lead who answers for it, and is told when it is late; null if nobody does
 */
public record Team(TeamId id, String name, @Nullable AgentId lead) {}
