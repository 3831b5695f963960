package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Party;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its page and the API show it, with its whole conversation.
 *
 * @param followers who may write into it besides its requester, by address
 * @param followedBy agents who want to hear of it
 * @param mailboxes the addresses of the house, to which no reply goes
 */
public record TicketView(
    TicketId id,
    TicketNumber number,
    int version,
    String subject,
    Status status,
    Priority priority,
    ChannelKind channel,
    @Nullable Long channelId,
    @Nullable String channelName,
    Origin origin,
    @Nullable String language,
    Person requester,
    @Nullable Person assignee,
    @Nullable Named team,
    List<String> tags,
    boolean spam,
    boolean trashed,
    @Nullable TicketNumber mergedInto,
    @Nullable TicketNumber followUpOf,
    @Nullable TicketNumber suggested,
    @Nullable Instant waitingSince,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant resolvedAt,
    List<EmailAddress> followers,
    Set<AgentId> followedBy,
    Set<EmailAddress> mailboxes,
    List<Message> messages) {
  /** The newest message of the customer: what a reply answers. Empty where there is none. */
  public Optional<Message> newestOfCustomer() {
    return messages.stream()
        .filter(m -> m.kind() == MessageKind.CUSTOMER)
        .reduce((before, last) -> last);
  }

  /**
   * Whom a reply goes to when nobody says otherwise.
   *
   * @param answered one of the messages, null for none of them
   */
  public Recipients repliesTo(@Nullable Message answered) {
    return ReplyRecipients.of(
        answered == null
            ? null
            : new ReplyRecipients.Answered(
                party(answered.fromName, answered.fromEmail),
                answered.remarks.replyTo(),
                answered.to,
                answered.cc),
        party(requester.name, requester.email),
        new OwnMailboxes(mailboxes));
  }

  private static @Nullable Party party(@Nullable String name, @Nullable String email) {
    EmailAddress address = EmailAddress.parse(email);
    if (address == null) return null;
    return new Party(address.value().equals(name) ? null : name, address);
  }

  /** Somebody with an id. */
  public record Person(long id, String name, @Nullable String email) {}

  /** Something with an id and a name. */
  public record Named(long id, String name) {}

  /**
   * One message.
   *
   * @param bcc who got it unnamed: for the eyes of the house only
   * @param html sanitised, or null for plain text
   * @param reason why it is automatic, null otherwise
   * @param from the merged ticket in which it was said, null if in this one
   * @param delivery how far our own message has got, null for others
   * @param files what came with it
   * @param fetched pictures that it only named and that an agent asked for
   */
  public record Message(
      MessageId id,
      MessageKind kind,
      Instant at,
      @Nullable Long agentId,
      @Nullable String fromName,
      @Nullable String fromEmail,
      List<Party> to,
      List<Party> cc,
      List<Party> bcc,
      String subject,
      String text,
      String visibleText,
      @Nullable String html,
      @Nullable String rfcMessageId,
      @Nullable Long inboundId,
      @Nullable String reason,
      @Nullable TicketNumber from,
      @Nullable Delivery delivery,
      List<File> files,
      List<File> fetched,
      Remarks remarks) {
    /** Whether there is more to read than is shown at first. */
    public boolean hasMore() {
      return visibleText.length() < text.strip().length();
    }
  }

  /**
   * How far a message has got.
   *
   * @param state queued, sent, deferred, bounced or failed
   * @param outboundId what names it for sending again
   * @param detail what went wrong in the words of who said so, null if nothing did
   * @param reason why it came back, as a word that pages translate, null if it did not
   * @param returnedFor the addresses that it did not reach, of those it was sent to
   * @param settled whether somebody has dealt with that
   */
  public record Delivery(
      long outboundId,
      String state,
      @Nullable String detail,
      @Nullable String reason,
      List<String> returnedFor,
      boolean settled) {
    /** Whether it did not arrive, and nobody has dealt with that yet. */
    public boolean lost() {
      return !settled && (state.equals("bounced") || state.equals("failed"));
    }
  }

  /**
   * A file of a message.
   *
   * @param fetchedFrom where it was fetched because an agent asked, null if it came along
   */
  public record File(
      long id,
      String sha256,
      String name,
      String type,
      long size,
      boolean inline,
      @Nullable String contentId,
      @Nullable String fetchedFrom) {}
}
