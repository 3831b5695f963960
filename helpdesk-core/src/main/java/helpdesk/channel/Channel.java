package helpdesk.channel;

import helpdesk.agent.TeamId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A way in which customers reach us.
 *
 * @param address the mailbox's own address, null for other kinds
 * @param displayName what customers see as the sender
 * @param language the language of its tickets, null if not fixed
 * @param team where its tickets go first
 * @param openThreads whether strangers may answer into its conversations, as mailing lists want
 */
public record Channel(
    ChannelId id,
    ChannelKind kind,
    String name,
    @Nullable EmailAddress address,
    @Nullable String displayName,
    @Nullable Locale language,
    @Nullable TeamId team,
    boolean openThreads,
    boolean active) {}
