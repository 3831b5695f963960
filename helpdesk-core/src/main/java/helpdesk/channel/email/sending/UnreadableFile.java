package helpdesk.channel.email.sending;

import java.io.IOException;

/** A stored file could not be read while its mail was being sent. */
final class UnreadableFile extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableFile(Throwable cause) {
    super("A stored file could not be read", cause);
  }
}
