package helpdesk.history;

import helpdesk.contact.ContactId;
import helpdesk.tag.Tags;
import helpdesk.ticket.RecordedTicket;
import helpdesk.ticket.TicketEvent;
import helpdesk.ticket.TicketHistory;
import helpdesk.ticket.TicketId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the tickets of some lines in one transaction, which also notes that they came: after a
 * crash either both are there or neither is.
 */
@Component
class LineWriter {
  private final ImportedTickets imported;
  private final TicketHistory history;
  private final Tags tags;
  private final TransactionTemplate transaction;

  LineWriter(
      ImportedTickets imported, TicketHistory history, Tags tags, TransactionTemplate transaction) {
    this.imported = imported;
    this.history = history;
    this.tags = tags;
    this.transaction = transaction;
  }

  /** A line that can be read, and the customer whose ticket it is. */
  private record Met(TicketLine line, ContactId requester) {}

  /**
   * Writes what is new of these lines.
   *
   * @return what became of each, in their order
   */
  List<Tally.Outcome> write(List<Lines.Line> lines, long job, Cast cast) {
    List<Tally.Outcome> outcomes = new ArrayList<>();
    List<Met> readable = new ArrayList<>();
    for (Lines.Line line : lines) {
      try {
        readable.add(meet(TicketLine.of(line), cast));
      } catch (RefusedLine e) {
        outcomes.add(Tally.Outcome.refused(line.number(), e.reason()));
      } catch (DataIntegrityViolationException e) {
        String reason = "The line names somebody or something that cannot be kept.";
        outcomes.add(Tally.Outcome.refused(line.number(), reason));
      }
    }
    if (!readable.isEmpty())
      outcomes.addAll(transaction.execute(status -> bring(readable, job, cast)));
    outcomes.sort(Comparator.comparingLong(Tally.Outcome::line));
    return outcomes;
  }

  /** Makes everybody known whom the line names, before the transaction that needs them. */
  private Met meet(TicketLine line, Cast cast) {
    Names names = cast.names(Map.of());
    line.events().forEach(told -> told.event(line.channel(), names));
    var _made = tags.ensure(line.everyTag());
    return new Met(line, cast.requester(line));
  }

  private List<Tally.Outcome> bring(List<Met> readable, long job, Cast cast) {
    imported.lock(cast.source());
    Map<String, ImportedTickets.Known> known = imported.known(cast.source(), named(readable));
    Names names = cast.names(known);
    Map<String, TicketLine> first = new HashMap<>();
    List<RecordedTicket> tickets = new ArrayList<>();
    List<ImportedTickets.Brought> brought = new ArrayList<>();
    List<Tally.Outcome> outcomes = new ArrayList<>();
    for (Met met : readable) {
      TicketLine line = met.line;
      ImportedTickets.Known here = Objects.requireNonNull(known.get(line.externalId()));
      TicketLine earlier = first.putIfAbsent(line.externalId(), line);
      if (here.content() != null) {
        outcomes.add(again(line, here.content(), here.broughtBy(job, line)));
      } else if (earlier != null) {
        outcomes.add(again(line, earlier.content(), false));
      } else {
        tickets.add(Replay.of(line, here.ticket(), met.requester, names));
        brought.add(new ImportedTickets.Brought(line, here.ticket(), survivor(line, names)));
        outcomes.add(Tally.Outcome.imported(line.number()));
      }
    }
    if (!brought.isEmpty()) bring(tickets, brought, job, cast.source());
    return outcomes;
  }

  private void bring(
      List<RecordedTicket> tickets,
      List<ImportedTickets.Brought> brought,
      long job,
      String source) {
    history.record(tickets);
    imported.note(source, job, brought);
    imported.merges(brought).forEach(history::lead);
  }

  /**
   * What a line comes to whose ticket is here already.
   *
   * @param bySelf whether a run of the same job that was cut short brought it by this very line
   */
  private static Tally.Outcome again(TicketLine line, byte[] content, boolean bySelf) {
    if (bySelf) return Tally.Outcome.imported(line.number());
    if (Arrays.equals(content, line.content())) return Tally.Outcome.unchanged(line.number());
    return Tally.Outcome.refused(
        line.number(),
        "Another line has brought a ticket of this external_id before. What is in the log is not"
            + " changed.");
  }

  private static Set<String> named(List<Met> readable) {
    Set<String> named = new TreeSet<>();
    for (Met met : readable) {
      named.add(met.line.externalId());
      named.addAll(met.line.mentioned());
    }
    return named;
  }

  private static @Nullable TicketId survivor(TicketLine line, Names names) {
    TicketId survivor = null;
    for (TicketLine.Told told : line.events()) {
      TicketEvent event = told.event(line.channel(), names);
      if (event instanceof TicketEvent.MergedInto into) survivor = new TicketId(into.target());
      if (event instanceof TicketEvent.MergeUndone) survivor = null;
    }
    return survivor;
  }
}
