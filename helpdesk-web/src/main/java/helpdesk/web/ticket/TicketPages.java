package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Team;
import helpdesk.contact.Contact;
import helpdesk.contact.ContactId;
import helpdesk.contact.Contacts;
import helpdesk.shared.Tokens;
import helpdesk.sla.SlaSettings;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.HeldReplies;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.QueueFilter;
import helpdesk.ticket.QueueRow;
import helpdesk.ticket.RelatedTickets;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import helpdesk.ticket.TicketQueue;
import helpdesk.ticket.TicketReader;
import helpdesk.ticket.TicketView;
import helpdesk.web.inbox.InboxQuery;
import helpdesk.web.shell.FileLinks;
import helpdesk.web.shell.Shell;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what a ticket's page shows, all of it as of one moment: a page that had an event without
 * its message would never ask for the message.
 */
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class TicketPages {
  private static final int EARLIER = 5;
  private final TicketReader tickets;
  private final EventLog events;
  private final TicketQueue queue;
  private final RelatedTickets related;
  private final Contacts contacts;
  private final Agents agents;
  private final HeldReplies held;
  private final SlaSettings promises;
  private final Drafts drafts;
  private final ReplyFiles files;
  private final Presence presence;
  private final FileLinks links;
  private final MessageSource messages;
  private final Clock clock;

  TicketPages(
      TicketReader tickets,
      EventLog events,
      TicketQueue queue,
      RelatedTickets related,
      Contacts contacts,
      Agents agents,
      HeldReplies held,
      SlaSettings promises,
      Drafts drafts,
      ReplyFiles files,
      Presence presence,
      FileLinks links,
      MessageSource messages,
      Clock clock) {
    this.tickets = tickets;
    this.events = events;
    this.queue = queue;
    this.related = related;
    this.contacts = contacts;
    this.agents = agents;
    this.held = held;
    this.promises = promises;
    this.drafts = drafts;
    this.files = files;
    this.presence = presence;
    this.links = links;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * How the page is to be drawn.
   *
   * @param after the newest line of the story that the page has already, -1 for a new page
   */
  record Wish(int after, boolean full, String compose, InboxQuery list) {}

  /**
   * @throws helpdesk.ticket.TicketNotFound if there is none
   */
  public TicketPage of(TicketNumber number, AgentId me, Shell shell, Locale locale, Wish wish) {
    TicketView ticket = tickets.byNumber(number);
    List<Agent> colleagues = agents.active();
    List<RelatedTickets.Related> beside = related.of(ticket.id());
    List<LoggedEvent> happened = events.of(ticket.id());
    Conversation story =
        new Conversation(
            ticket,
            happened,
            new EventWords(
                messages, locale, names(colleagues), teams(shell.teams()), numbers(beside)),
            links,
            shell.times());
    Map<Drafts.Kind, Drafts.Draft> begun = drafts.of(ticket.id(), me);
    ContactId requester = new ContactId(ticket.requester().id());
    Contact customer = contacts.byId(requester);
    return new TicketPage(
        ticket,
        wish.after < 0 ? story.entries() : story.after(wish.after),
        story.seq(),
        held.of(ticket.id(), me).stream().map(reply -> Unsent.of(reply, me, locale)).toList(),
        composer(begun.get(Drafts.Kind.REPLY), locale),
        Envelope.of(ticket, begun.get(Drafts.Kind.REPLY)),
        files.largest(),
        composer(begun.get(Drafts.Kind.NOTE), locale),
        presence.others(ticket.id(), me),
        colleagues,
        customer,
        earlier(requester, ticket.id()),
        beside,
        Promise.of(ticket, promises.clocks(happened), clock.instant()),
        spamWhy(happened),
        wish.list,
        wish.full,
        wish.compose);
  }

  private List<QueueRow> earlier(ContactId requester, TicketId but) {
    QueueFilter theirs =
        new QueueFilter(
            Set.of(),
            null,
            false,
            false,
            null,
            null,
            null,
            requester,
            null,
            null,
            QueueFilter.Folder.DESK);
    return queue.page(theirs, null, EARLIER + 1).rows().stream()
        .filter(row -> !row.id().equals(but))
        .limit(EARLIER)
        .toList();
  }

  private static TicketPage.Composer composer(Drafts.@Nullable Draft draft, Locale locale) {
    if (draft == null) return new TicketPage.Composer(Tokens.random(), "", List.of(), false);
    List<TicketPage.Kept> files =
        draft.files().stream()
            .map(kept -> new TicketPage.Kept(kept.id(), Unsent.file(kept.file(), locale)))
            .toList();
    return new TicketPage.Composer(Tokens.random(), draft.body(), files, true);
  }

  private static TicketEvent.@Nullable MarkedSpam spamWhy(List<LoggedEvent> happened) {
    return happened.stream()
        .map(LoggedEvent::event)
        .filter(TicketEvent.MarkedSpam.class::isInstance)
        .map(TicketEvent.MarkedSpam.class::cast)
        .reduce((before, last) -> last)
        .orElse(null);
  }

  private static Map<Long, String> numbers(List<RelatedTickets.Related> beside) {
    return beside.stream()
        .collect(Collectors.toMap(r -> r.id().value(), r -> r.number().toString(), (a, b) -> a));
  }

  private static Map<Long, String> names(List<Agent> agents) {
    return agents.stream().collect(Collectors.toMap(agent -> agent.id().value(), Agent::name));
  }

  private static Map<Long, String> teams(List<Team> teams) {
    return teams.stream().collect(Collectors.toMap(team -> team.id().value(), Team::name));
  }
}
