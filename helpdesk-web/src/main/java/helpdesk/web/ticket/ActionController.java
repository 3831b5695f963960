package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.outbox.Outbox;
import helpdesk.shared.DomainException;
import helpdesk.shared.EmailAddress;
import helpdesk.ticket.Actor;
import helpdesk.ticket.AlreadyAnswered;
import helpdesk.ticket.MessageId;
import helpdesk.ticket.StaleTicket;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketChange;
import helpdesk.ticket.TicketDesk;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketReader;
import helpdesk.web.inbox.InboxQuery;
import helpdesk.web.shell.Sentences;
import helpdesk.web.shell.Shell;
import helpdesk.web.shell.SignedInAgent;
import helpdesk.web.shell.Statuses;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an agent does to a ticket. A plain form is answered with the ticket's page; htmx gets what
 * its page lacks, and keeps what is written on it.
 */
@Controller
@RequestMapping("/tickets/{number}")
class ActionController {
  private final TicketDesk desk;
  private final TicketReader tickets;
  private final Answers answers;
  private final Senders senders;
  private final TicketPages pages;
  private final Outbox outbox;
  private final LostMail lostMail;
  private final MessageSource messages;
  private final Sentences sentences;

  ActionController(
      TicketDesk desk,
      TicketReader tickets,
      Answers answers,
      Senders senders,
      TicketPages pages,
      Outbox outbox,
      LostMail lostMail,
      MessageSource messages,
      Sentences sentences) {
    this.desk = desk;
    this.tickets = tickets;
    this.answers = answers;
    this.senders = senders;
    this.pages = pages;
    this.outbox = outbox;
    this.lostMail = lostMail;
    this.messages = messages;
    this.sentences = sentences;
  }

  /**
   * What can be taken back.
   *
   * @param key the message that says what was done
   * @param path where to send {@code field} with {@code false}
   */
  record Undo(String key, String path, String field) {}

  /** One request: who asks, for which ticket, from what sort of page. */
  record Visit(
      TicketNumber number,
      TicketId id,
      SignedInAgent me,
      Shell shell,
      Update update,
      HtmxRequest htmx,
      Locale locale,
      HttpServletResponse response,
      Model model) {
    Agent agent() {
      return shell.me();
    }
  }

  @ModelAttribute("visit")
  Visit visit(
      @PathVariable TicketNumber number,
      @AuthenticationPrincipal SignedInAgent me,
      @ModelAttribute("shell") Shell shell,
      Update update,
      HtmxRequest htmx,
      Locale locale,
      HttpServletResponse response,
      Model model) {
    return new Visit(
        number, tickets.idOf(number), me, shell, update, htmx, locale, response, model);
  }

  @PostMapping("/take")
  String take(@ModelAttribute("visit") Visit visit) {
    return done(visit, () -> desk.take(visit.id, visit.agent()));
  }

  @PostMapping("/status")
  String status(
      @ModelAttribute("visit") Visit visit,
      @RequestParam String status,
      @RequestParam @Nullable Integer version) {
    Status to = Words.status(status);
    if (to.terminal()) visit.model.addAttribute("solved", true);
    return change(visit, TicketChange.status(to).ifVersion(version));
  }

  @PostMapping("/priority")
  String priority(
      @ModelAttribute("visit") Visit visit,
      @RequestParam String priority,
      @RequestParam @Nullable Integer version) {
    return change(
        visit,
        new TicketChange(null, Words.priority(priority), null, null, null, null, null, version));
  }

  @PostMapping("/assignee")
  String assignee(
      @ModelAttribute("visit") Visit visit,
      @RequestParam String assignee,
      @RequestParam @Nullable Integer version) {
    AgentId to = assignee.isBlank() ? null : new AgentId(Words.id(assignee));
    return change(visit, TicketChange.assignee(to).ifVersion(version));
  }

  @PostMapping("/team")
  String team(
      @ModelAttribute("visit") Visit visit,
      @RequestParam String team,
      @RequestParam @Nullable Integer version) {
    Optional<TeamId> to =
        team.isBlank() ? Optional.empty() : Optional.of(new TeamId(Words.id(team)));
    return change(visit, new TicketChange(null, null, null, to, null, null, null, version));
  }

  @PostMapping("/language")
  String language(
      @ModelAttribute("visit") Visit visit,
      @RequestParam String language,
      @RequestParam @Nullable Integer version) {
    Locale to = Locale.forLanguageTag(language);
    return change(visit, new TicketChange(null, null, null, null, null, null, to, version));
  }

  /** Adds and removes words; what a colleague tagged meanwhile stays. */
  @PostMapping("/tags")
  String tags(
      @ModelAttribute("visit") Visit visit,
      @RequestParam(defaultValue = "") String add,
      @RequestParam(defaultValue = "") String remove) {
    return done(
        visit,
        () -> {
          Collection<String> tags = new TreeSet<>(tickets.byNumber(visit.number).tags());
          if (!add.isBlank()) tags.addAll(List.of(add.strip().split("\\s*,\\s*")));
          tags.remove(remove);
          desk.change(
              visit.id,
              new TicketChange(null, null, null, null, tags, null, null, null),
              Actor.agent(visit.agent()));
        });
  }

  @PostMapping("/spam")
  String spam(@ModelAttribute("visit") Visit visit, @RequestParam boolean spam) {
    if (spam) visit.model.addAttribute("undo", new Undo("ticket.spam.marked", "spam", "spam"));
    return done(visit, () -> desk.markSpam(visit.id, spam, Actor.agent(visit.agent())));
  }

  @PostMapping("/trash")
  String trash(@ModelAttribute("visit") Visit visit, @RequestParam boolean trashed) {
    if (trashed)
      visit.model.addAttribute("undo", new Undo("ticket.trash.done", "trash", "trashed"));
    return done(visit, () -> desk.trash(visit.id, trashed, Actor.agent(visit.agent())));
  }

  /** Blocks the customer's address, or takes that back. */
  @PostMapping("/block")
  String block(@ModelAttribute("visit") Visit visit, @RequestParam boolean blocked) {
    if (!blocked) return done(visit, () -> senders.unblock(visit.id, visit.agent()));
    visit.model.addAttribute("undo", new Undo("ticket.block.done", "block", "blocked"));
    return done(visit, () -> senders.block(visit.id, visit.agent()));
  }

  /** Takes the ticket out of the spam, and lets its sender write whatever they want. */
  @PostMapping("/allow")
  String allow(@ModelAttribute("visit") Visit visit) {
    return done(visit, () -> senders.allow(visit.id, visit.agent()));
  }

  @PostMapping("/reply")
  String reply(@ModelAttribute("visit") Visit visit, Answers.Form form) {
    return written(
        visit,
        Drafts.Kind.REPLY,
        form,
        () -> {
          boolean waits = answers.reply(visit.id, visit.agent(), form);
          boolean solved = !waits && "resolved".equals(form.then());
          visit.model.addAttribute("solved", solved);
        });
  }

  /** Takes a reply back before it leaves: its words are in the composer again. */
  @PostMapping("/unsent/{reply}/back")
  String takeBack(
      @ModelAttribute("visit") Visit visit, @PathVariable MessageId reply, Answers.Form begun) {
    return done(
        visit,
        () -> {
          boolean back = answers.takeBack(visit.id, visit.agent(), reply, begun);
          if (back) visit.model.addAttribute("sent", Drafts.Kind.REPLY.key());
        });
  }

  /** Lets a reply go that could not be sent. */
  @PostMapping("/unsent/{reply}/discard")
  String discard(@ModelAttribute("visit") Visit visit, @PathVariable MessageId reply) {
    return done(visit, () -> answers.discard(visit.id, visit.agent(), reply));
  }

  @PostMapping("/note")
  String note(@ModelAttribute("visit") Visit visit, Answers.Form form) {
    return written(
        visit, Drafts.Kind.NOTE, form, () -> answers.note(visit.id, visit.agent(), form));
  }

  /** Keeps a draft; says when. */
  @PostMapping("/draft")
  String draft(@ModelAttribute("visit") Visit visit, @RequestParam String kind, Answers.Form form) {
    Drafts.Kind which = kind.equals("note") ? Drafts.Kind.NOTE : Drafts.Kind.REPLY;
    answers.draft(visit.id, visit.me.id(), which, form);
    return "ticket/_composer :: saved";
  }

  /** Keeps the draft, with the people of the newest message from now on. */
  @PostMapping("/recipients")
  String recipients(@ModelAttribute("visit") Visit visit, Answers.Form form) {
    answers.readdress(visit.number, visit.me.id(), form);
    return "redirect:/tickets/" + visit.number;
  }

  /** Takes a follower out of the ticket. */
  @PostMapping("/followers")
  String unfollow(@ModelAttribute("visit") Visit visit, @RequestParam String remove) {
    EmailAddress follower = EmailAddress.parse(remove);
    if (follower == null) throw new WrongAddress(remove);
    return done(visit, () -> desk.unfollow(visit.id, follower, Actor.agent(visit.agent())));
  }

  /** Lets whoever asks hear of the ticket, or no more. */
  @PostMapping("/following")
  String follow(@ModelAttribute("visit") Visit visit, @RequestParam boolean on) {
    return done(
        visit,
        () -> {
          if (on) desk.follow(visit.id, visit.me.id());
          else desk.stopFollowing(visit.id, visit.me.id());
        });
  }

  /** Sends a failed mail once more. */
  @PostMapping("/deliveries/{id}/again")
  String sendAgain(@ModelAttribute("visit") Visit visit, @PathVariable long id) {
    return done(visit, () -> outbox.sendAgain(id));
  }

  /** Sends a mail that did not arrive to another address, which is the customer's from now on. */
  @PostMapping("/deliveries/{id}/address")
  String sendTo(
      @ModelAttribute("visit") Visit visit, @PathVariable long id, @RequestParam String address) {
    return done(visit, () -> lostMail.sendTo(visit.number, id, address));
  }

  /** Somebody has dealt with a mail that did not arrive. */
  @PostMapping("/deliveries/{id}/settled")
  String settle(@ModelAttribute("visit") Visit visit, @PathVariable long id) {
    return done(visit, () -> lostMail.settle(visit.number, id));
  }

  private String change(Visit visit, TicketChange change) {
    return done(visit, () -> desk.change(visit.id, change, Actor.agent(visit.agent())));
  }

  private String done(Visit visit, Runnable verb) {
    try {
      verb.run();
    } catch (DomainException e) {
      if (!visit.htmx.isHtmxRequest()) throw e;
      refused(visit, e);
      visit.model.addAttribute("problemAt", "notice");
    }
    return answer(visit, "reply");
  }

  /** A refused text stays where it was written; without htmx it comes back as a draft. */
  private String written(Visit visit, Drafts.Kind kind, Answers.Form form, Runnable verb) {
    try {
      verb.run();
      visit.model.addAttribute("sent", kind.key());
    } catch (DomainException e) {
      refused(visit, e);
      visit.model.addAttribute("problemAt", kind.key());
      if (!visit.htmx.isHtmxRequest()) {
        answers.draft(visit.id, visit.me.id(), kind, form);
        page(visit, new TicketPages.Wish(-1, true, kind.key(), InboxQuery.of(Map.of())));
        return "ticket/page";
      }
    }
    return answer(visit, kind.key());
  }

  private void refused(Visit visit, DomainException e) {
    visit.response.setStatus(Statuses.of(e.kind()).value());
    visit.model.addAttribute("problem", inWords(e, visit.locale));
    visit.model.addAttribute("solved", false);
    visit.model.addAttribute("undo", null);
  }

  private String inWords(DomainException e, Locale locale) {
    if (e instanceof WrongAddress wrong)
      return messages.getMessage("ticket.recipient.wrong", new Object[] {wrong.text()}, locale);
    if (e instanceof StaleTicket) return messages.getMessage("ticket.stale", null, locale);
    if (e instanceof AlreadyAnswered) return messages.getMessage("ticket.answered", null, locale);
    return String.valueOf(sentences.say(e.getMessage(), locale));
  }

  private String answer(Visit visit, String compose) {
    if (!visit.htmx.isHtmxRequest()) return "redirect:/tickets/" + visit.number;
    visit.model.addAttribute("acted", true);
    page(
        visit,
        new TicketPages.Wish(
            visit.update.after(), visit.update.full(), compose, InboxQuery.of(Map.of())));
    return "ticket/_update :: update";
  }

  private void page(Visit visit, TicketPages.Wish wish) {
    visit.model.addAttribute(
        "page", pages.of(visit.number, visit.me.id(), visit.shell, visit.locale, wish));
  }
}
