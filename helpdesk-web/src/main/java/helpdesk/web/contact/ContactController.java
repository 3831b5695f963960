package helpdesk.web.contact;

import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.QueuePage;
import helpdesk.ticket.TicketQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows one customer and everything they ever asked. */
@Controller
class ContactController {
  private static final int PAGE = 50;
  private final Contacts contacts;
  private final TicketQueue queue;

  ContactController(Contacts contacts, TicketQueue queue) {
    this.contacts = contacts;
    this.queue = queue;
  }

  @GetMapping("/contacts/{id}")
  String contact(
      @PathVariable ContactId id,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    QueueFilter theirs =
        new QueueFilter(
            Set.of(),
            null,
            false,
            false,
            null,
            null,
            null,
            id,
            null,
            null,
            QueueFilter.Folder.DESK);
    QueuePage page = queue.page(theirs, cursor, PAGE);
    model.addAttribute("contact", contacts.byId(id));
    model.addAttribute("tickets", page);
    return "contact/page";
  }
}
