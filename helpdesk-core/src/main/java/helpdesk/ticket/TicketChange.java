package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change on a ticket. Null leaves a thing as it is; an empty optional clears it.
 *
 * @param tags the whole new set
 * @param expectedVersion the version that was looked at; another one is a conflict; null does not
 *     check
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record TicketChange(
    @Nullable Status status,
    @Nullable Priority priority,
    @Nullable Optional<AgentId> assignee,
    @Nullable Optional<TeamId> team,
    @Nullable Collection<String> tags,
    @Nullable String subject,
    @Nullable Locale language,
    @Nullable Integer expectedVersion) {
  private static final TicketChange NOTHING =
      new TicketChange(null, null, null, null, null, null, null, null);

  /** Changes only the status. */
  public static TicketChange status(Status status) {
    return new TicketChange(status, null, null, null, null, null, null, null);
  }

  /** Changes only the assignee; null takes the ticket from whoever has it. */
  public static TicketChange assignee(@Nullable AgentId agent) {
    return new TicketChange(null, null, Optional.ofNullable(agent), null, null, null, null, null);
  }

  /** The same change, only if the ticket is still at this version. */
  public TicketChange ifVersion(@Nullable Integer version) {
    return new TicketChange(status, priority, assignee, team, tags, subject, language, version);
  }

  /** Whether nothing is to be changed. */
  public boolean isEmpty() {
    return ifVersion(null).equals(NOTHING);
  }
}
