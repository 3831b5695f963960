package helpdesk.history;

import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which tickets of other desks are here, or were mentioned, and under which ids. */
@Repository
class ImportedTickets {
  private final JdbcClient jdbc;

  ImportedTickets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is known of a ticket.
   *
   * @param content the hash of its line; null while it was only mentioned, as are the other two
   * @param job which import brought it
   * @param line on which of its lines
   */
  record Known(
      TicketId ticket, byte @Nullable [] content, @Nullable Long job, @Nullable Long line) {
    /** Whether this very line of that import brought it. */
    boolean broughtBy(long thatJob, TicketLine thatLine) {
      return Objects.equals(job, thatJob) && Objects.equals(line, thatLine.number());
    }
  }

  /** One that is brought now. */
  record Brought(TicketLine line, TicketId ticket, @Nullable TicketId mergedInto) {}

  /** Lets nobody else bring tickets of this source until the transaction ends. */
  void lock(String source) {
    var _locked =
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('history:' || :source, 0)) IS NULL")
            .param("source", source)
            .query(Boolean.class)
            .single();
  }

  /** What is known of these, after each has an id. */
  Map<String, Known> known(String source, Collection<String> externalIds) {
    String[] ids = externalIds.toArray(String[]::new);
    jdbc.sql(
            """
            INSERT INTO imported_ticket (source, external_id, ticket_id)
            SELECT :source, x, nextval('ticket_id_seq') FROM unnest(:ids) AS x
             WHERE NOT EXISTS (SELECT 1 FROM imported_ticket k WHERE k.source = :source AND k.external_id = x)
            """)
        .param("source", source)
        .param("ids", ids)
        .update();
    Map<String, Known> known = new HashMap<>();
    jdbc.sql(
            """
            SELECT external_id, ticket_id, content, job_id, line FROM imported_ticket
             WHERE source = :source AND external_id = ANY(:ids)
            """)
        .param("source", source)
        .param("ids", ids)
        .query(
            row -> {
              known.put(
                  row.getString("external_id"),
                  new Known(
                      new TicketId(row.getLong("ticket_id")),
                      row.getBytes("content"),
                      Sql.longOrNull(row, "job_id"),
                      Sql.longOrNull(row, "line")));
            });
    return known;
  }

  /** Notes that these came. */
  void note(String source, long job, List<Brought> brought) {
    jdbc.sql(
            """
            UPDATE imported_ticket k
               SET content = n.content, job_id = :job, line = n.line, calendar = n.calendar, merged_into = n.merged_into
              FROM unnest(:ids, :contents, :lines, :calendars, :merges)
                   AS n (external_id, content, line, calendar, merged_into)
             WHERE k.source = :source AND k.external_id = n.external_id
            """)
        .param("source", source)
        .param("job", job)
        .param("ids", brought.stream().map(b -> b.line.externalId()).toArray(String[]::new))
        .param("contents", brought.stream().map(b -> b.line.content()).toArray(byte[][]::new))
        .param("lines", brought.stream().map(b -> b.line.number()).toArray(Long[]::new))
        .param("calendars", brought.stream().map(b -> b.line.calendar()).toArray(String[]::new))
        .param("merges", brought.stream().map(ImportedTickets::merge).toArray(Long[]::new))
        .update();
  }

  private static @Nullable Long merge(Brought brought) {
    return brought.mergedInto == null ? null : brought.mergedInto.value();
  }

  /** From ticket to survivor: the merges of which these are one side or the other. */
  Map<TicketId, TicketId> merges(List<Brought> brought) {
    Map<TicketId, TicketId> merges = new HashMap<>();
    jdbc.sql(
            """
            SELECT ticket_id, merged_into FROM imported_ticket
             WHERE merged_into IS NOT NULL AND (ticket_id = ANY(:ids) OR merged_into = ANY(:ids))
            """)
        .param("ids", brought.stream().map(b -> b.ticket.value()).toArray(Long[]::new))
        .query(
            row -> {
              merges.put(
                  new TicketId(row.getLong("ticket_id")), new TicketId(row.getLong("merged_into")));
            });
    return merges;
  }
}
