package helpdesk.web.ticket;

import helpdesk.intake.Intake;
import helpdesk.notice.Notices;
import helpdesk.shared.DomainException;
import helpdesk.tag.Tags;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.inbox.InboxQuery;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows one ticket: as a page of its own, or as the pane beside the list. */
@Controller
class TicketController {
  private final TicketPages pages;
  private final TicketReader tickets;
  private final Presence presence;
  private final Notices notices;
  private final Tags tags;
  private final ObjectProvider<Intake> intake;

  TicketController(
      TicketPages pages,
      TicketReader tickets,
      Presence presence,
      Notices notices,
      Tags tags,
      ObjectProvider<Intake> intake) {
    this.pages = pages;
    this.tickets = tickets;
    this.presence = presence;
    this.notices = notices;
    this.tags = tags;
    this.intake = intake;
  }

  @GetMapping("/tickets/{number}")
  String ticket(
      @PathVariable TicketNumber number,
      @RequestParam Map<String, String> words,
      @AuthenticationPrincipal SignedInAgent me,
      @ModelAttribute("shell") Shell shell,
      HtmxRequest htmx,
      Locale locale,
      Model model) {
    boolean pane = htmx.isHtmxRequest() && !htmx.isHistoryRestoreRequest();
    String compose = "note".equals(words.get("compose")) ? "note" : "reply";
    InboxQuery list = InboxQuery.of(words);
    model.addAttribute("list", list);
    model.addAttribute("merged", words.get("merged"));
    model.addAttribute(
        "page",
        pages.of(number, me.id(), shell, locale, new TicketPages.Wish(-1, !pane, compose, list)));
    return pane ? "ticket/_pane :: swap" : "ticket/page";
  }

  /** What the open page does not show yet. */
  @GetMapping("/tickets/{number}/news")
  String news(
      @PathVariable TicketNumber number,
      Update update,
      @AuthenticationPrincipal SignedInAgent me,
      @ModelAttribute("shell") Shell shell,
      Locale locale,
      Model model) {
    TicketPages.Wish wish =
        new TicketPages.Wish(update.after(), update.full(), "reply", InboxQuery.of(Map.of()));
    model.addAttribute("page", pages.of(number, me.id(), shell, locale, wish));
    return "ticket/_update :: update";
  }

  /** Says that the agent is here, sees what they were told of it, and who else is there. */
  @PostMapping("/tickets/{number}/presence")
  String presence(
      @PathVariable TicketNumber number,
      @RequestParam(defaultValue = "false") boolean writing,
      @AuthenticationPrincipal SignedInAgent me,
      Model model) {
    var ticket = tickets.idOf(number);
    presence.here(ticket, me.id(), writing);
    // told here, as the stream of a page that has just been opened may not be there yet
    model.addAttribute("rung", notices.read(me.id(), ticket));
    model.addAttribute("others", presence.others(ticket, me.id()));
    return "ticket/_update :: viewers";
  }

  /** Tags to choose from, asked for when somebody is about to choose. */
  @GetMapping("/tags/choices")
  String tags(Model model) {
    model.addAttribute("tags", tags.all());
    return "ticket/_details :: choices";
  }

  /** The message as it came, to keep. */
  @GetMapping("/tickets/{number}/messages/{message}/original")
  ResponseEntity<InputStreamResource> original(
      @PathVariable TicketNumber number, @PathVariable MessageId message) {
    long inbound =
        tickets.byNumber(number).messages().stream()
            .filter(m -> m.id().equals(message))
            .map(TicketView.Message::inboundId)
            .filter(id -> id != null)
            .findFirst()
            .orElseThrow(TicketController::noOriginal);
    Intake source = intake.getIfAvailable();
    if (source == null) throw noOriginal();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("ticket-" + number + "-" + message + ".eml")
                .build()
                .toString())
        .body(new InputStreamResource(source.raw(inbound)));
  }

  private static DomainException noOriginal() {
    return new DomainException(
        DomainException.Kind.NOT_FOUND, "There is no original of this message.");
  }
}
