package helpdesk.metrics.catalog;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.metrics.sum.Dimension;
import helpdesk.shared.ChannelKind;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which tickets a figure is. What is null or empty lets everything through. Team and agent mean
 * those who are credited (docs/metrics.md, B.0), everything else the ticket as it is now.
 *
 * @param anyTag at least one of them
 * @param allTags every one of them
 * @param noTag none of them
 * @param customer the requester
 * @param organisation the requester's
 * @param policy the name of the promise it stands under
 */
public record Filter(
    @Nullable ChannelKind channel,
    @Nullable TeamId team,
    @Nullable AgentId agent,
    @Nullable Priority priority,
    List<String> anyTag,
    List<String> allTags,
    List<String> noTag,
    @Nullable ContactId customer,
    @Nullable Long organisation,
    @Nullable String language,
    @Nullable Origin origin,
    @Nullable String policy) {
  /** Everything. */
  public static final Filter NONE =
      new Filter(
          null, null, null, null, List.of(), List.of(), List.of(), null, null, null, null, null);

  /** Copies what is given. */
  public Filter {
    anyTag = List.copyOf(anyTag);
    allTags = List.copyOf(allTags);
    noTag = List.copyOf(noTag);
  }

  /** The same, of one channel. */
  public Filter ofChannel(@Nullable ChannelKind other) {
    return new Filter(
        other,
        team,
        agent,
        priority,
        anyTag,
        allTags,
        noTag,
        customer,
        organisation,
        language,
        origin,
        policy);
  }

  /** The same, of one team. */
  public Filter ofTeam(@Nullable TeamId other) {
    return new Filter(
        channel,
        other,
        agent,
        priority,
        anyTag,
        allTags,
        noTag,
        customer,
        organisation,
        language,
        origin,
        policy);
  }

  /** The same, of one agent. */
  public Filter ofAgent(@Nullable AgentId other) {
    return new Filter(
        channel,
        team,
        other,
        priority,
        anyTag,
        allTags,
        noTag,
        customer,
        organisation,
        language,
        origin,
        policy);
  }

  /** The same, of one priority. */
  public Filter ofPriority(@Nullable Priority other) {
    return new Filter(
        channel,
        team,
        agent,
        other,
        anyTag,
        allTags,
        noTag,
        customer,
        organisation,
        language,
        origin,
        policy);
  }

  /** The same, of tickets with at least one of these tags. */
  public Filter ofAnyTag(List<String> tags) {
    return new Filter(
        channel,
        team,
        agent,
        priority,
        tags,
        allTags,
        noTag,
        customer,
        organisation,
        language,
        origin,
        policy);
  }

  /** How many of channel, team, agent and priority are asked for. */
  private int dimensions() {
    return (channel == null ? 0 : 1)
        + (team == null ? 0 : 1)
        + (agent == null ? 0 : 1)
        + (priority == null ? 0 : 1);
  }

  /** Whether sums by the day, which know one of these at a time, can tell what it lets through. */
  boolean summed() {
    return dimensions() <= 1 && !asksTicket();
  }

  /** By what sums are kept apart that can tell it; all, where none can. */
  Dimension dimension() {
    if (!summed()) return Dimension.ALL;
    if (channel != null) return Dimension.CHANNEL;
    if (team != null) return Dimension.TEAM;
    if (agent != null) return Dimension.AGENT;
    return priority != null ? Dimension.PRIORITY : Dimension.ALL;
  }

  /** Which of these sums it is, empty for the whole. */
  String key() {
    if (!summed()) return "";
    if (channel != null) return channel.key();
    if (team != null) return String.valueOf(team.value());
    if (agent != null) return String.valueOf(agent.value());
    return priority != null ? priority.key() : "";
  }

  /** Whether it asks for something that only the ticket itself knows. */
  private boolean asksTicket() {
    return !anyTag.isEmpty()
        || !allTags.isEmpty()
        || !noTag.isEmpty()
        || customer != null
        || organisation != null
        || language != null
        || origin != null
        || policy != null;
  }
}
