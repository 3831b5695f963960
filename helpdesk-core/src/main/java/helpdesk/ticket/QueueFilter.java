package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets a list shows. Null and empty do not narrow. Spam, trash and merged tickets are left
 * out, but for {@code spam = true}, which shows only spam.
 *
 * @param unassigned only tickets without an assignee
 * @param waiting only tickets whose customer waits for our answer
 * @param text a ticket number, or words of the subject
 */
public record QueueFilter(
    Set<Status> statuses,
    @Nullable AgentId assignee,
    boolean unassigned,
    boolean waiting,
    @Nullable TeamId team,
    @Nullable ChannelKind channel,
    @Nullable String tag,
    @Nullable ContactId requester,
    @Nullable String text,
    @Nullable Instant updatedSince,
    boolean spam) {
  /** Every ticket that is not yet resolved. */
  public static final QueueFilter LIVE =
      new QueueFilter(Status.LIVE, null, false, false, null, null, null, null, null, null, false);

  /** Every ticket but spam. */
  public static final QueueFilter ALL =
      new QueueFilter(Set.of(), null, false, false, null, null, null, null, null, null, false);

  /** The live tickets of an agent. */
  public static QueueFilter mine(AgentId agent) {
    return new QueueFilter(
        Status.LIVE, agent, false, false, null, null, null, null, null, null, false);
  }
}
