package helpdesk.metrics.fact;

import helpdesk.metrics.measure.Contribution;
import helpdesk.metrics.sum.Changes;
import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The facts of tickets: kept in one row each for reports, or told in full for one ticket. */
@Service
@Transactional
public class Facts {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final String SAVE = saveSql();
  private final JdbcClient jdbc;
  private final EventLog log;
  private final Folding folding;
  private final ContributionRows kept;
  private final Changes changes;

  Facts(JdbcClient jdbc, EventLog log, Folding folding, ContributionRows kept, Changes changes) {
    this.jdbc = jdbc;
    this.log = log;
    this.folding = folding;
    this.kept = kept;
    this.changes = changes;
  }

  /**
   * Every fact of one ticket as of an instant, straight from its events.
   *
   * @throws IllegalArgumentException if the ticket did not exist then
   */
  @Transactional(readOnly = true)
  public TicketFacts of(TicketId ticket, Instant asOf) {
    return folding.terms().facts(log.of(ticket), asOf);
  }

  /**
   * Computes the facts of these tickets anew, and what they give to the figures: a handful of
   * statements, however many they are. A story that ends earlier than the one that is kept changes
   * nothing, so a rebuild and the follower may work at once.
   *
   * @return what is new, and which tickets gave something else before
   */
  ContributionRows.Replaced refold(Collection<TicketId> tickets) {
    changes.begin();
    FoldingTerms terms = folding.terms();
    Map<TicketId, List<LoggedEvent>> stories =
        log.of(tickets).stream().collect(Collectors.groupingBy(LoggedEvent::ticket));
    if (stories.isEmpty()) return new ContributionRows.Replaced(List.of(), Set.of());
    List<FactRow> rows = new ArrayList<>();
    Map<Long, List<Contribution>> contributions = new HashMap<>();
    stories.forEach(
        (ticket, events) -> {
          FoldingTerms.Folded folded = terms.fold(events);
          int last = events.stream().mapToInt(LoggedEvent::seq).max().orElseThrow();
          rows.add(FactRow.of(ticket.value(), last, folded.facts()));
          contributions.put(ticket.value(), folded.contributions());
        });
    rows.sort(Comparator.comparingLong(FactRow::ticketId));
    jdbc.sql(SAVE).param("rows", JSON.writeValueAsString(rows)).update();
    contributions.keySet().retainAll(current(rows));
    return kept.replace(contributions);
  }

  /** The tickets whose row says the same as ours, theirs until the transaction ends. */
  private Set<Long> current(List<FactRow> rows) {
    return jdbc.sql(
            """
            SELECT f.ticket_id FROM ticket_fact f JOIN unnest(:tickets, :seqs) AS k (ticket_id, last_seq)
                ON (f.ticket_id, f.last_seq) = (k.ticket_id, k.last_seq)
             ORDER BY f.ticket_id FOR UPDATE OF f
            """)
        .param("tickets", rows.stream().map(FactRow::ticketId).toArray(Long[]::new))
        .param("seqs", rows.stream().map(FactRow::lastSeq).toArray(Integer[]::new))
        .query(Long.class)
        .set();
  }

  /** A row that would not change is not written. */
  private static String saveSql() {
    List<String> columns =
        Arrays.stream(FactRow.class.getRecordComponents())
            .map(c -> c.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT))
            .toList();
    String all = String.join(", ", columns);
    String set =
        columns.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", "));
    return "INSERT INTO ticket_fact AS f ("
        + all
        + ") SELECT "
        + all
        + " FROM json_populate_recordset(NULL::ticket_fact, CAST(:rows AS json))"
        + " ON CONFLICT (ticket_id) DO UPDATE SET "
        + set
        + " WHERE excluded.last_seq >= f.last_seq AND f.* IS DISTINCT FROM excluded.*";
  }
}
