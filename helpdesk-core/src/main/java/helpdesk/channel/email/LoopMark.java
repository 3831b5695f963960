package helpdesk.channel.email;

import helpdesk.shared.Tokens;
import helpdesk.workspace.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Marks every mail that leaves us, so that one that comes back, such as by a forwarding rule or a
 * list that we are on, is known to be our own. The mark is signed over the Message-ID: a stranger
 * cannot make us ignore a mail.
 */
@Component
public class LoopMark {
  /** The header that carries it. */
  public static final String HEADER = "X-Helpdesk-Loop";

  private static final String PURPOSE = "mail-loop";
  private final Secrets secrets;

  LoopMark(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The mark of the mail with that Message-ID, which has no angle brackets. */
  public String of(String messageId) {
    return Tokens.encode(secrets.sign(PURPOSE, messageId));
  }

  /** Whether a mail with that Message-ID and that mark left us. */
  public boolean isOurs(@Nullable String messageId, @Nullable String mark) {
    return messageId != null
        && mark != null
        && MessageDigest.isEqual(ascii(of(messageId)), ascii(mark.strip()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
