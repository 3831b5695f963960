package helpdesk.agent;

/** A group of agents. */
public record Team(TeamId id, String name) {}
