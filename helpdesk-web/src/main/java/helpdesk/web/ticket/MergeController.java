package helpdesk.web.ticket;

import helpdesk.shared.DomainException;
import helpdesk.ticket.RelatedTickets;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketMerging;
import helpdesk.ticket.TicketNotFound;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.Statuses;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes one ticket of two, after a look at both; and decides on possible replies, at once. */
@Controller
@RequestMapping("/tickets/{number}")
class MergeController {
  private final TicketMerging merging;
  private final TicketReader tickets;
  private final RelatedTickets related;

  MergeController(TicketMerging merging, TicketReader tickets, RelatedTickets related) {
    this.merging = merging;
    this.tickets = tickets;
    this.related = related;
  }

  /**
   * The page before a merge.
   *
   * @param source what will be absorbed
   * @param target what will go on; null while it is not chosen
   * @param typed what was typed to choose it
   */
  public record MergePage(
      TicketView source,
      @Nullable TicketView target,
      @Nullable String typed,
      List<RelatedTickets.Related> similar) {
    /** Whether a customer will then wait in the ticket that goes on. */
    public boolean reopens() {
      return target != null
          && source.waitingSince() != null
          && (target.status() == Status.PENDING
              || target.status() == Status.ON_HOLD
              || target.status() == Status.RESOLVED);
    }
  }

  @GetMapping("/merge")
  String choose(
      @PathVariable TicketNumber number,
      @RequestParam(required = false) @Nullable String into,
      HttpServletResponse response,
      Model model) {
    TicketView source = tickets.byNumber(number);
    TicketView target = null;
    if (into != null && !into.isBlank()) {
      target = found(into);
      String problem = problem(source, target);
      if (problem != null) {
        target = null;
        response.setStatus(Statuses.of(DomainException.Kind.INVALID).value());
        model.addAttribute("problem", problem);
      }
    }
    List<RelatedTickets.Related> similar =
        related.of(source.id()).stream()
            .filter(r -> r.relation() == RelatedTickets.Relation.SIMILAR)
            .toList();
    model.addAttribute("page", new MergePage(source, target, into, similar));
    return "ticket/merge";
  }

  @PostMapping("/merge")
  String merge(
      @PathVariable TicketNumber number,
      @RequestParam TicketNumber into,
      @ModelAttribute("shell") Shell shell) {
    TicketNumber target = merging.merge(tickets.idOf(number), tickets.idOf(into), shell.me());
    return "redirect:/tickets/" + target + "?merged=" + number;
  }

  @PostMapping("/merge/undo")
  String undo(@PathVariable TicketNumber number, @ModelAttribute("shell") Shell shell) {
    merging.undo(tickets.idOf(number), shell.me());
    return "redirect:/tickets/" + number;
  }

  /** Takes the ticket's message into the conversation that it may belong to, or says no. */
  @PostMapping("/possible-reply")
  String decide(
      @PathVariable TicketNumber number,
      @RequestParam boolean accept,
      @RequestParam(required = false) @Nullable TicketNumber from,
      @ModelAttribute("shell") Shell shell) {
    if (!accept) {
      merging.dismissReply(tickets.idOf(number), shell.me());
      return "redirect:/tickets/" + (from == null ? number : from);
    }
    TicketNumber joined = merging.acceptReply(tickets.idOf(number), shell.me());
    boolean merged = !joined.equals(number);
    return "redirect:/tickets/" + joined + (merged ? "?merged=" + number : "");
  }

  private @Nullable TicketView found(String typed) {
    String digits = typed.strip().replaceFirst("^#", "");
    if (!digits.matches("[0-9]{1,18}")) return null;
    try {
      return tickets.byNumber(TicketNumber.valueOf(digits));
    } catch (TicketNotFound e) {
      return null;
    }
  }

  private static @Nullable String problem(TicketView source, @Nullable TicketView target) {
    if (source.mergedInto() != null) return "ticket.merge.already";
    if (target == null) return "ticket.merge.unknown";
    if (target.number().equals(source.number())) return "ticket.merge.itself";
    if (target.mergedInto() != null) return "ticket.merge.gone";
    boolean shut = target.status() == Status.CLOSED || target.spam() || target.trashed();
    return shut ? "ticket.merge.shut" : null;
  }
}
