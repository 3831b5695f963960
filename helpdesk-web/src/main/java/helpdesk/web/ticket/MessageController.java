package helpdesk.web.ticket;

import helpdesk.intake.SecondReading;
import helpdesk.shared.DomainException;
import helpdesk.ticket.Actor;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.RemoteImages;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.web.inbox.InboxQuery;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an agent does to one message so as to read it. A plain form comes back to the message on its
 * page; htmx gets the message alone.
 */
@Controller
@RequestMapping("/tickets/{number}/messages/{message}")
class MessageController {
  private final TicketReader tickets;
  private final TicketPages pages;
  private final RemoteImages images;
  private final SecondReading reading;

  MessageController(
      TicketReader tickets, TicketPages pages, RemoteImages images, SecondReading reading) {
    this.tickets = tickets;
    this.pages = pages;
    this.images = images;
    this.reading = reading;
  }

  /** One request: who asks, for which message, from what sort of page. */
  record Visit(
      TicketNumber number,
      MessageId message,
      SignedInAgent me,
      Shell shell,
      HtmxRequest htmx,
      Locale locale,
      Model model) {}

  @ModelAttribute("visit")
  Visit visit(
      @PathVariable TicketNumber number,
      @PathVariable MessageId message,
      @AuthenticationPrincipal SignedInAgent me,
      @ModelAttribute("shell") Shell shell,
      HtmxRequest htmx,
      Locale locale,
      Model model) {
    return new Visit(number, message, me, shell, htmx, locale, model);
  }

  /** Fetches the pictures that were held back. */
  @PostMapping("/images")
  String images(@ModelAttribute("visit") Visit visit) {
    images.fetch(tickets.idOf(visit.number), visit.message);
    return answer(visit);
  }

  /** Reads the message again in another charset. */
  @PostMapping("/charset")
  String charset(@ModelAttribute("visit") Visit visit, @RequestParam String charset) {
    ReadingAs as = ReadingAs.of(charset);
    reading.readAgain(
        tickets.idOf(visit.number), visit.message, as.charset(), Actor.agent(visit.shell.me()));
    return answer(visit);
  }

  private String answer(Visit visit) {
    if (!visit.htmx.isHtmxRequest())
      return "redirect:/tickets/" + visit.number + "#m-" + visit.message;
    TicketPages.Wish wish = new TicketPages.Wish(-1, true, "reply", InboxQuery.of(Map.of()));
    TicketPage page = pages.of(visit.number, visit.me.id(), visit.shell, visit.locale, wish);
    visit.model.addAttribute("page", page);
    visit.model.addAttribute("entry", said(page.entries(), visit.message));
    return "ticket/_thread :: one";
  }

  private static Entry.Said said(List<Entry> entries, MessageId message) {
    return entries.stream()
        .filter(Entry.Said.class::isInstance)
        .map(Entry.Said.class::cast)
        .filter(said -> said.message().id().equals(message))
        .findFirst()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such message."));
  }
}
