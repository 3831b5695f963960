package helpdesk.web.ticket;

import helpdesk.agent.Agent;
import helpdesk.contact.Contact;
import helpdesk.ticket.MessageKind;
import helpdesk.ticket.Priority;
import helpdesk.ticket.QueueRow;
import helpdesk.ticket.RelatedTickets;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketView;
import helpdesk.web.inbox.InboxQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket's page draws.
 *
 * @param entries the conversation, or only what is new in it
 * @param seq the newest line of the ticket's story that the page then shows
 * @param unsent replies that can still be taken back, oldest first
 * @param envelope whom the reply goes to
 * @param largestFiles the most that the files of a reply may have together, in bytes
 * @param earlier other tickets of the customer, newest change first
 * @param related tickets that this one has to do with
 * @param promises how it stands with what was promised; none where no policy fits
 * @param spamWhy why it was held for spam when it was last, null if it never was
 * @param list the list from which the ticket was opened
 * @param full a page of its own, or the pane beside the list
 * @param compose reply or note, whichever is open
 */
public record TicketPage(
    TicketView ticket,
    List<Entry> entries,
    int seq,
    List<Unsent> unsent,
    Composer reply,
    Envelope envelope,
    long largestFiles,
    Composer note,
    List<Presence.Colleague> others,
    List<Agent> agents,
    Contact requester,
    List<QueueRow> earlier,
    List<RelatedTickets.Related> related,
    List<Promise> promises,
    TicketEvent.@Nullable MarkedSpam spamWhy,
    InboxQuery list,
    boolean full,
    String compose) {
  /**
   * One of the two places to write.
   *
   * @param key under which it will be sent, so that a double click sends once
   * @param files that came back with a reply
   */
  public record Composer(String key, String body, List<Kept> files, boolean draft) {}

  /** A file that waits with a draft. */
  public record Kept(long id, Unsent.File file) {}

  /** The newest message on the page, one that has not left yet included; 0 for none. */
  public long seen() {
    LongStream said = ticket.messages().stream().mapToLong(m -> m.id().value());
    LongStream leaving = unsent.stream().filter(Unsent::leaves).mapToLong(u -> u.id().value());
    return LongStream.concat(said, leaving).max().orElse(0);
  }

  /** The newest reply of the reader that can still be taken back, null for none. */
  public @Nullable Unsent sending() {
    return unsent.stream()
        .filter(u -> u.mine() && u.leaves())
        .reduce((before, last) -> last)
        .orElse(null);
  }

  /** Replies of the reader that the desk refused when they were due. */
  public List<Unsent> refused() {
    return unsent.stream().filter(u -> !u.leaves()).toList();
  }

  /** The people of a newer message than the one whose people the page shows, null for none. */
  public Envelope.@Nullable Offer offer(long answered) {
    return Envelope.offer(ticket, answered);
  }

  /** Whether a promised reply is due, which says more than how long the customer has waited. */
  public boolean owesReply() {
    return promises.stream().anyMatch(p -> p.open() && !p.target().equals("resolution"));
  }

  /** A closed ticket takes notes, but no reply. */
  public boolean closed() {
    return ticket.status() == Status.CLOSED;
  }

  /** A ticket that was merged away or lies in the bin is only looked at. */
  public boolean readOnly() {
    return ticket.mergedInto() != null || ticket.trashed();
  }

  /** Tickets whose message may be an answer to this one. */
  public List<RelatedTickets.Related> possibleReplies() {
    return related(RelatedTickets.Relation.POSSIBLE_REPLY);
  }

  /** Tickets that go on from this one. */
  public List<RelatedTickets.Related> followUps() {
    return related(RelatedTickets.Relation.FOLLOW_UP);
  }

  /** Whether a ticket of that number was merged into this one. */
  public boolean hasAbsorbed(@Nullable String number) {
    return number != null
        && related(RelatedTickets.Relation.ABSORBED).stream()
            .anyMatch(r -> r.number().toString().equals(number));
  }

  /** Tickets that seem to be about the same, none where this one cannot be merged. */
  public List<RelatedTickets.Related> similar() {
    boolean settled = readOnly() || ticket.spam() || ticket.status() == Status.CLOSED;
    return settled || ticket.suggested() != null
        ? List.of()
        : related(RelatedTickets.Relation.SIMILAR);
  }

  private List<RelatedTickets.Related> related(RelatedTickets.Relation relation) {
    return related.stream().filter(r -> r.relation() == relation).toList();
  }

  /** Why the desk itself held it for spam, as a message key; null where a person said so. */
  public @Nullable String spamKey() {
    return spamWhy == null || spamWhy.reason() == null ? null : "ticket.spam." + spamWhy.reason();
  }

  /** Statuses that the ticket may take, and the one it has. */
  public List<Status> statuses() {
    return Arrays.stream(Status.values())
        .filter(s -> s == ticket.status() || (ticket.status().canBecome(s) && s != Status.CLOSED))
        .toList();
  }

  public Priority[] priorities() {
    return Priority.values();
  }

  /** Languages to choose from: ours, and the ticket's own. */
  public List<String> languages() {
    return Stream.concat(Stream.of("en", "es", "sv"), Stream.ofNullable(ticket.language()))
        .distinct()
        .toList();
  }

  /** The name of a language, in another. */
  public String named(String language, Locale in) {
    return Locale.forLanguageTag(language).getDisplayLanguage(in);
  }

  /** Our own messages, whose way to the customer is shown. */
  public List<TicketView.Message> sent() {
    return ticket.messages().stream().filter(m -> m.delivery() != null).toList();
  }

  /** Our own messages that did not arrive, and that nobody has dealt with. */
  public List<TicketView.Message> lost() {
    return sent().stream().filter(m -> m.delivery() != null && m.delivery().lost()).toList();
  }

  /** Who of the colleagues is writing now, null for nobody. */
  public Presence.@Nullable Colleague writer() {
    return others.stream().filter(Presence.Colleague::writing).findFirst().orElse(null);
  }

  /** The agent other than the reader whose reply is among the new entries, null for none. */
  public @Nullable String answeredBy(long me) {
    return entries.stream()
        .filter(Entry.Said.class::isInstance)
        .map(Entry.Said.class::cast)
        .filter(s -> s.message().kind() == MessageKind.AGENT)
        .filter(s -> s.message().agentId() != null && s.message().agentId() != me)
        .map(Entry.Said::name)
        .findFirst()
        .orElse(null);
  }
}
