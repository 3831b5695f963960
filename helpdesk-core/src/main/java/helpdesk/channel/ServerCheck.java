package helpdesk.channel;

import java.util.Optional;

/** Tries a mail server out: implemented by the mail adapter. */
public interface ServerCheck {
  /** Connects, logs in and opens the folder; what is wrong, empty if nothing is. */
  Optional<MailboxTrouble> imap(MailServer server, String folder);

  /** Connects and logs in, sends nothing; what is wrong, empty if nothing is. */
  Optional<MailboxTrouble> smtp(MailServer server);
}
