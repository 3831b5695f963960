package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets a list shows. Null and empty do not narrow. Merged tickets are in no list.
 *
 * @param unassigned only tickets without an assignee
 * @param waiting only tickets whose customer waits for our answer
 * @param text a ticket number, or words of the subject
 * @param folder where to look: spam and the bin are in no other list
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
    Folder folder) {
  /** Where a ticket lies. */
  public enum Folder {
    DESK,
    SPAM,
    TRASH
  }

  /** Every ticket that is not yet resolved. */
  public static final QueueFilter LIVE =
      new QueueFilter(
          Status.LIVE, null, false, false, null, null, null, null, null, null, Folder.DESK);

  /** Every ticket but spam. */
  public static final QueueFilter ALL =
      new QueueFilter(
          Set.of(), null, false, false, null, null, null, null, null, null, Folder.DESK);

  /** The live tickets of an agent. */
  public static QueueFilter mine(AgentId agent) {
    return new QueueFilter(
        Status.LIVE, agent, false, false, null, null, null, null, null, null, Folder.DESK);
  }
}
