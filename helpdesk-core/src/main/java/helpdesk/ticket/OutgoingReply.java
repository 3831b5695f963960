package helpdesk.ticket;

import helpdesk.shared.ChannelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply on its way out, for the channel's adapter to deliver.
 *
 * @param recipients whom it goes to, at least one
 * @param inReplyTo the Message-ID it answers, without angle brackets
 * @param references the conversation's Message-IDs, oldest first
 * @param agentName who signs
 */
public record OutgoingReply(
    TicketId ticket,
    TicketNumber number,
    MessageId message,
    @Nullable ChannelId channel,
    Recipients recipients,
    String subject,
    String text,
    @Nullable String html,
    List<IncomingFile> files,
    @Nullable String inReplyTo,
    List<String> references,
    String agentName,
    @Nullable String language) {}
