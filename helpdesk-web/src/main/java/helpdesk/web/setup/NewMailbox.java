package helpdesk.web.setup;

import helpdesk.shared.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * The first mailbox: where its mail is fetched, and where it sends. Either server may come later.
 */
record NewMailbox(EmailAddress address, @Nullable Server imap, @Nullable Server smtp) {
  /**
   * A mail server.
   *
   * @param security none, starttls or tls
   */
  record Server(String host, int port, String security, String user, String password) {}
}
