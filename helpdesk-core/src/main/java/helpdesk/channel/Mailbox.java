package helpdesk.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox with its servers and how fetching it goes.
 *
 * @param login how we sign in to its own servers
 * @param imap where it is fetched, null if it is not
 * @param smtp its own way out, null if it uses the installation's
 * @param folder the folder that is fetched
 * @param after what becomes of a message there once it is stored here
 * @param lastFetchedAt when it was last looked into with success
 * @param lastMessageAt when that last brought a message
 * @param trouble why fetching fails, null if it works
 * @param failingSince since when it does
 */
public record Mailbox(
    Channel channel,
    MailLogin login,
    @Nullable MailServer imap,
    @Nullable MailServer smtp,
    String folder,
    AfterProcessing after,
    @Nullable Instant lastFetchedAt,
    @Nullable Instant lastMessageAt,
    @Nullable MailboxTrouble trouble,
    @Nullable Instant failingSince) {}
