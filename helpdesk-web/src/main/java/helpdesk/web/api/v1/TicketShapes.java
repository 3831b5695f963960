package helpdesk.web.api.v1;

import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.FileLinks;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Reads tickets and messages in the shapes that programs see. */
@Component
class TicketShapes {
  private final TicketReader reader;
  private final FileLinks links;

  TicketShapes(TicketReader reader, FileLinks links) {
    this.reader = reader;
    this.links = links;
  }

  /**
   * The ticket, its version as the answer's ETag. There is no 304 for it: how far a message has got
   * changes without the version.
   */
  TicketShape whole(TicketNumber number, HttpServletResponse response) {
    TicketView ticket = reader.byNumber(number);
    response.setHeader(HttpHeaders.ETAG, "\"" + ticket.version() + "\"");
    return TicketShape.whole(ticket, this::url);
  }

  /** One message of the ticket. */
  TicketShape.Message message(TicketNumber number, MessageId id) {
    return reader.byNumber(number).messages().stream()
        .filter(message -> message.id().equals(id))
        .map(message -> TicketShape.message(message, this::url))
        .findFirst()
        .orElseThrow();
  }

  static String address(TicketNumber number) {
    return "/api/v1/tickets/" + number;
  }

  private String url(TicketView.File file) {
    return links.to(file.id(), file.name());
  }
}
