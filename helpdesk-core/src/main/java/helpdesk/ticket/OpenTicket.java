package helpdesk.ticket;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Party;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that a form, a program or an agent opens.
 *
 * @param html sanitised by the desk, null for plain text
 * @param onBehalf the agent who logs a customer's contact, null when the customer wrote
 * @param dedupeKey equal for the same wish sent twice, null if it cannot come twice
 */
public record OpenTicket(
    ChannelKind channel,
    @Nullable ChannelId channelId,
    String subject,
    String text,
    @Nullable String html,
    Party requester,
    Priority priority,
    Collection<String> tags,
    @Nullable Locale language,
    @Nullable TeamId team,
    @Nullable Actor onBehalf,
    byte @Nullable [] dedupeKey) {}
