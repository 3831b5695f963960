package helpdesk.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's answer to the customer.
 *
 * @param html sanitised by the desk, null for plain text
 * @param recipients whom it goes to; null for those of the newest message of the customer. Who can
 *     be seen among them may answer into the ticket
 * @param then the status the ticket takes with the answer, null to leave it to the desk
 * @param lastSeen the newest message the agent had read: a colleague's reply behind it is a
 *     conflict; null does not check
 * @param dedupeKey equal for one answer sent twice, such as by a double click; null if it cannot be
 */
public record WriteReply(
    String text,
    @Nullable String html,
    @Nullable Recipients recipients,
    List<IncomingFile> files,
    @Nullable Status then,
    @Nullable MessageId lastSeen,
    byte @Nullable [] dedupeKey) {
  /** A plain answer with nothing special. */
  public static WriteReply text(String text) {
    return new WriteReply(text, null, null, List.of(), null, null, null);
  }

  /** The same to those people, whoever writes meanwhile. */
  WriteReply to(Recipients fixed) {
    return new WriteReply(text, html, fixed, files, then, lastSeen, dedupeKey);
  }
}
