package helpdesk.web.ticket;

import helpdesk.ticket.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One piece of a conversation as the page draws it, oldest first. */
public sealed interface Entry {
  /** The newest line of the ticket's story that is told here. */
  int seq();

  /** Which of the pieces it is, for the template. */
  default String piece() {
    return getClass().getSimpleName();
  }

  /** A new day begins. */
  record Day(int seq, String text) implements Entry {}

  /** Something happened; consecutive doings of one moment share a line. */
  record Happened(int seq, String icon, String text, Instant at) implements Entry {}

  /**
   * Somebody wrote.
   *
   * @param body what is shown at first, harmless HTML
   * @param whole the whole message, harmless HTML, null if nothing is folded
   * @param heldBack how many pictures of other servers could be shown
   * @param firstReplyAfter how long the customer had waited for this first answer, or null
   */
  record Said(
      int seq,
      TicketView.Message message,
      String name,
      String body,
      @Nullable String whole,
      List<Attached> files,
      int heldBack,
      @Nullable Invitation invitation,
      @Nullable String firstReplyAfter)
      implements Entry {
    /** The proofs of its sender that failed, as the field calls them; empty if none did. */
    public String unproven() {
      return String.join(", ", message.remarks().unproven()).toUpperCase(Locale.ROOT);
    }

    /** Whether a person may find it written in another charset than it was read in. */
    public boolean readsOddly() {
      return message.remarks().charsetDoubtful() && message.inboundId() != null;
    }

    /** The charsets in which it may be read again. */
    public List<ReadingAs> charsets() {
      return ReadingAs.all();
    }

    /** Whether a file of it may run a program. */
    public boolean dangerous() {
      return files.stream().anyMatch(Attached::canRun);
    }

    /** The colour and side it is drawn in. */
    public String look() {
      return switch (message.kind()) {
        case CUSTOMER -> "msg";
        case AGENT -> "msg mine";
        case NOTE -> "msg memo";
        case AUTOMATIC -> "msg auto";
      };
    }
  }

  /**
   * A file with the address under which it is handed out.
   *
   * @param canRun whether opening it may run a program
   */
  record Attached(String name, String size, String address, boolean picture, boolean canRun) {}

  /**
   * An appointment.
   *
   * @param kind request, reply, counter, cancel or publish
   * @param when null if it does not say
   */
  record Invitation(
      String kind, String summary, @Nullable String when, @Nullable String location) {}
}
