package helpdesk.web.ticket;

import helpdesk.ticket.TicketView;
import java.time.Instant;
import java.util.List;
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
   * @param firstReplyAfter how long the customer had waited for this first answer, or null
   */
  record Said(
      int seq,
      TicketView.Message message,
      String name,
      String body,
      @Nullable String whole,
      List<Attached> files,
      @Nullable String firstReplyAfter)
      implements Entry {
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

  /** A file with the address under which it is handed out. */
  record Attached(String name, String size, String address, boolean picture) {}
}
