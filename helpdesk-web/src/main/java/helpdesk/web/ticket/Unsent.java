package helpdesk.web.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.Party;
import helpdesk.ticket.HeldReply;
import helpdesk.ticket.IncomingFile;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.Recipients;
import helpdesk.ticket.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reply that was sent and has not left yet, as the page draws it.
 *
 * @param mine whether the reader wrote it, and so can take it back
 * @param body harmless HTML
 * @param solves whether the ticket is solved when it leaves
 * @param refusal why it did not leave when it was due, null while it waits
 */
public record Unsent(
    MessageId id,
    boolean mine,
    String name,
    Instant at,
    List<Party> to,
    List<Party> cc,
    List<Party> bcc,
    String body,
    List<File> files,
    boolean solves,
    @Nullable String refusal) {
  /** A file that goes along; there is no address for it yet. */
  public record File(String name, String size) {}

  /** The reply as that agent sees it. */
  static Unsent of(HeldReply held, AgentId reader, Locale locale) {
    Recipients chosen = held.reply().recipients();
    Recipients recipients = chosen == null ? Recipients.NONE : chosen;
    return new Unsent(
        held.id(),
        held.author().equals(reader),
        held.authorName(),
        held.heldAt(),
        recipients.to(),
        recipients.cc(),
        recipients.bcc(),
        MessageHtml.text(held.reply().text()),
        held.reply().files().stream().map(file -> file(file, locale)).toList(),
        held.reply().then() == Status.RESOLVED,
        held.refusal());
  }

  /** Whether it is on its way; else it is a draft that nobody but its author sees. */
  public boolean leaves() {
    return refusal == null;
  }

  static File file(IncomingFile file, Locale locale) {
    return new File(file.name(), Sizes.of(file.file().size(), locale));
  }
}
