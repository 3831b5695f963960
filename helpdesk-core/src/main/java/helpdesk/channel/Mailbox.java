package helpdesk.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox with its servers and how fetching it goes.
 *
 * @param imap where it is fetched, null if it is not
 * @param smtp its own way out, null if it uses the installation's
 * @param folder the folder that is fetched
 * @param after what becomes of a message there once it is stored here
 * @param lastFetchedAt when it was last looked into with success
 * @param lastMessageAt when that last brought a message
 * @param lastError why fetching fails since then, in words, null if it works
 */
public record Mailbox(
    Channel channel,
    @Nullable MailServer imap,
    @Nullable MailServer smtp,
    String folder,
    AfterProcessing after,
    @Nullable Instant lastFetchedAt,
    @Nullable Instant lastMessageAt,
    @Nullable String lastError) {}
