package helpdesk.sla;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelKind;
import helpdesk.story.States.State;
import helpdesk.ticket.Priority;
import java.util.Collections;
import java.util.Set;

/**
 * For which tickets a policy is. All conditions must hold; an empty set sets none.
 *
 * @param anyTag at least one of these
 * @param allTags every one of these
 */
public record SlaConditions(
    Set<Priority> priorities,
    Set<ChannelKind> channels,
    Set<TeamId> teams,
    Set<String> anyTag,
    Set<String> allTags) {
  /** For every ticket. */
  public static final SlaConditions ALWAYS =
      new SlaConditions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  /** Copies the sets. */
  public SlaConditions {
    priorities = Set.copyOf(priorities);
    channels = Set.copyOf(channels);
    teams = Set.copyOf(teams);
    anyTag = Set.copyOf(anyTag);
    allTags = Set.copyOf(allTags);
  }

  boolean hold(State ticket) {
    return (priorities.isEmpty() || priorities.contains(Priority.of(ticket.priority())))
        && (channels.isEmpty() || channels.contains(ChannelKind.of(ticket.channel())))
        && (teams.isEmpty() || ticket.team() != null && teams.contains(new TeamId(ticket.team())))
        && (anyTag.isEmpty() || !Collections.disjoint(anyTag, ticket.tags()))
        && ticket.tags().containsAll(allTags);
  }
}
