package helpdesk.metrics.fact;

import helpdesk.metrics.timeline.TicketFacts;
import helpdesk.ticket.EventLog;
import helpdesk.ticket.LoggedEvent;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

  Facts(JdbcClient jdbc, EventLog log, Folding folding) {
    this.jdbc = jdbc;
    this.log = log;
    this.folding = folding;
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
   * Computes the facts of these tickets anew: two statements, however many they are.
   *
   * @return the facts as they are now
   */
  List<FactRow> refold(Collection<TicketId> tickets) {
    Collection<List<LoggedEvent>> stories =
        log.of(tickets).stream().collect(Collectors.groupingBy(LoggedEvent::ticket)).values();
    List<FactRow> rows = stories.stream().map(FactRow::of).toList();
    if (!rows.isEmpty()) jdbc.sql(SAVE).param("rows", JSON.writeValueAsString(rows)).update();
    return rows;
  }

  /**
   * A row that knows more events is never overwritten by one that knows fewer, so a rebuild and the
   * follower may work at once; a row that would not change is not written.
   */
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
