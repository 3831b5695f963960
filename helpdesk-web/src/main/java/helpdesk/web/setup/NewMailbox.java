package helpdesk.web.setup;

import helpdesk.channel.MailServer;
import helpdesk.shared.EmailAddress;
import org.jspecify.annotations.Nullable;

/** The first mailbox: where its mail is fetched, and where it sends. Either may come later. */
record NewMailbox(EmailAddress address, @Nullable MailServer imap, @Nullable MailServer smtp) {}
