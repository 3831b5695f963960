package helpdesk.channel.email.fetching;

import jakarta.mail.MessagingException;

/** What is stored here could not be flagged or moved there. It is tried again at the next look. */
final class DeedFailed extends MessagingException {
  private static final long serialVersionUID = 1L;

  DeedFailed(MessagingException cause) {
    super(cause.getMessage(), cause);
  }
}
