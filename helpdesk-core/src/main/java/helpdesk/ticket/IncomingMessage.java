package helpdesk.ticket;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Party;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message from outside, understood but not yet in a ticket. What every channel's adapter makes of
 * what it received.
 *
 * @param kind customer; agent for one of our own in an imported mailbox; automatic for a machine's
 * @param automatic why we hold it for a machine's, null otherwise
 * @param bulk list mail: an ordinary message that gets neither acknowledgement nor survey
 * @param spamSign the header by which the mail server before us says that it is spam, or null
 * @param at when we received it: the only time that counts
 * @param writtenAt when it says it was written, for showing imported mail in order; else {@code at}
 * @param text the whole text
 * @param visibleText the text without quotes and signature; never empty unless {@code text} is
 * @param html sanitised, or null; {@code cid:} images are resolved when it is shown
 * @param messageId its Message-ID without angle brackets, at most 500 characters
 * @param references In-Reply-To first, then References from the newest to the oldest, as messageId
 * @param replyTicket the ticket that a signed reply address names, verified
 * @param subjectNumber a ticket number that the subject names, verified by nobody
 * @param openThreads whether a stranger may answer into a conversation, as mailing lists want
 * @param dedupeKey 32 bytes that are equal for the same message met twice
 * @param remarks what else was found out about it
 */
public record IncomingMessage(
    ChannelKind channel,
    @Nullable ChannelId channelId,
    Origin origin,
    MessageKind kind,
    @Nullable Automatic automatic,
    boolean bulk,
    @Nullable String spamSign,
    Instant at,
    Instant writtenAt,
    Party from,
    List<Party> to,
    List<Party> cc,
    String subject,
    String text,
    String visibleText,
    @Nullable String html,
    List<IncomingFile> files,
    @Nullable String messageId,
    List<String> references,
    @Nullable TicketId replyTicket,
    @Nullable TicketNumber subjectNumber,
    boolean openThreads,
    @Nullable TeamId team,
    @Nullable Locale language,
    byte[] dedupeKey,
    @Nullable Long inboundId,
    Remarks remarks) {
  /** One of which nothing else was found out. */
  public IncomingMessage(
      ChannelKind channel,
      @Nullable ChannelId channelId,
      Origin origin,
      MessageKind kind,
      @Nullable Automatic automatic,
      boolean bulk,
      @Nullable String spamSign,
      Instant at,
      Instant writtenAt,
      Party from,
      List<Party> to,
      List<Party> cc,
      String subject,
      String text,
      String visibleText,
      @Nullable String html,
      List<IncomingFile> files,
      @Nullable String messageId,
      List<String> references,
      @Nullable TicketId replyTicket,
      @Nullable TicketNumber subjectNumber,
      boolean openThreads,
      @Nullable TeamId team,
      @Nullable Locale language,
      byte[] dedupeKey,
      @Nullable Long inboundId) {
    this(
        channel,
        channelId,
        origin,
        kind,
        automatic,
        bulk,
        spamSign,
        at,
        writtenAt,
        from,
        to,
        cc,
        subject,
        text,
        visibleText,
        html,
        files,
        messageId,
        references,
        replyTicket,
        subjectNumber,
        openThreads,
        team,
        language,
        dedupeKey,
        inboundId,
        Remarks.NONE);
  }

  /** Why a message is held to be a machine's (RFC 3834, RFC 3464). */
  public enum Automatic {
    /** An answer that nobody wrote, such as an out-of-office. */
    AUTO_REPLIED,
    /** A report or alarm that somebody may still want to act on. */
    AUTO_GENERATED,
    /** A report that a mail of ours did not arrive. */
    BOUNCE,
    /** A report that a mail of ours has not arrived yet. */
    DELAYED,
    /** A reader's complaint about a mail of ours. */
    COMPLAINT;

    /** Whether nobody can act on it without the conversation it belongs to. */
    boolean strays() {
      return this != AUTO_GENERATED;
    }

    /** The stored word. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
