package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of another desk, as it was there: its log is written down line by line, and none of our
 * rules adds to it. {@link TicketHistory} writes it.
 *
 * @param requesterAddress who may answer into it; null where nobody knows it
 * @param standing how the ticket stands at the end of its log
 * @param log what happened, in the order in which it is to be written
 */
public record RecordedTicket(
    TicketId id,
    String subject,
    ContactId requester,
    @Nullable EmailAddress requesterAddress,
    Origin origin,
    Instant createdAt,
    Standing standing,
    List<Line> log) {
  /** One line of its log. */
  public record Line(Instant at, Actor actor, TicketEvent event) {}

  /**
   * What its log has made of it.
   *
   * @param waitingSince since when the customer has been waiting, null if they are not
   * @param resolvedAt null unless the status is terminal, and never then
   */
  public record Standing(
      Status status,
      Priority priority,
      ChannelKind channel,
      @Nullable AgentId assignee,
      @Nullable TeamId team,
      Set<String> tags,
      boolean spam,
      boolean trashed,
      @Nullable Instant waitingSince,
      @Nullable Instant resolvedAt) {}
}
