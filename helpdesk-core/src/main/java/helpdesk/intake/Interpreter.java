package helpdesk.intake;

import helpdesk.ticket.IncomingMessage;
import helpdesk.ticket.MessageText;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Makes a message of raw bytes: implemented by a channel's adapter. Runs in the transaction that
 * will put the message into its ticket, so files may be stored as they are met.
 */
public interface Interpreter {
  /** Whether messages of this source, such as {@code api} or {@code imap:3}, are its own. */
  boolean interprets(String source);

  /**
   * Understands the message.
   *
   * @throws NotUnderstood if it must go to quarantine
   * @throws NotWanted if it must be ignored
   */
  IncomingMessage interpret(RawMessage raw) throws NotUnderstood, NotWanted;

  /**
   * The words of a message as they are if its bytes are written in that charset; empty if this
   * adapter knows no charsets. Stores nothing.
   *
   * @throws NotUnderstood if it makes no sense
   */
  default Optional<MessageText> readAgain(RawMessage raw, Charset charset) throws NotUnderstood {
    return Optional.empty();
  }

  /** The message makes no sense to us; a person should look at it. */
  final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason in words for a person
     */
    public NotUnderstood(String reason) {
      super(reason);
    }
  }

  /** The message is understood and is nobody's business, such as our own mail coming back. */
  final class NotWanted extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason in words for a person
     */
    public NotWanted(String reason) {
      super(reason);
    }
  }
}
