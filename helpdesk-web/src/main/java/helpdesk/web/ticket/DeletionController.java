package helpdesk.web.ticket;

import helpdesk.shared.DomainException;
import helpdesk.ticket.TicketErasure;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Deletes a ticket in the bin for good, after an administrator has been asked once more. */
@Controller
@RequestMapping("/admin/tickets/{number}/deletion")
class DeletionController {
  private final TicketErasure erasure;
  private final TicketReader tickets;

  DeletionController(TicketErasure erasure, TicketReader tickets) {
    this.erasure = erasure;
    this.tickets = tickets;
  }

  @GetMapping
  String ask(@PathVariable TicketNumber number, Model model) {
    TicketView ticket = tickets.byNumber(number);
    if (!ticket.trashed()) {
      throw new DomainException(
          DomainException.Kind.INVALID, "Only a ticket in the bin is deleted for good.");
    }
    model.addAttribute("ticket", ticket);
    return "ticket/deletion";
  }

  @PostMapping
  String delete(@PathVariable TicketNumber number, @ModelAttribute("shell") Shell shell) {
    erasure.delete(tickets.idOf(number), shell.me());
    return "redirect:/inbox?view=trash";
  }
}
