package helpdesk.sla;

import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of tickets, their clocks, and what was said of them. */
@Repository
class SlaRows {
  private static final String UPSERT =
      """
      INSERT INTO sla_clock (ticket_id, target, cycle, state, open, policy, started_at, warn_at, due_at, fulfilled_at,
                             breached_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (ticket_id, target, cycle) DO UPDATE SET state = excluded.state, open = excluded.open,
          policy = excluded.policy, started_at = excluded.started_at, warn_at = excluded.warn_at,
          due_at = excluded.due_at, fulfilled_at = excluded.fulfilled_at, breached_at = excluded.breached_at
      """;
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  SlaRows(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * A ticket that nobody else computes until the transaction ends.
   *
   * @param past whether it came with a past of its own, from another desk or out of a book
   */
  record Locked(TicketId ticket, boolean past) {}

  /**
   * Locks those of the tickets that are there, making their rows where they are new. One that is
   * being deleted is waited for, and then is not there.
   */
  List<Locked> lock(Collection<TicketId> tickets) {
    Long[] ids = ids(tickets);
    jdbc.sql(
            """
            INSERT INTO sla_ticket (ticket_id)
            SELECT t.id FROM ticket t
             WHERE t.id = ANY(:ids) AND NOT EXISTS (SELECT 1 FROM sla_ticket s WHERE s.ticket_id = t.id)
             ORDER BY t.id FOR KEY SHARE OF t
            ON CONFLICT DO NOTHING
            """)
        .param("ids", ids)
        .update();
    return jdbc.sql(
            """
            SELECT s.ticket_id, t.sample OR EXISTS (SELECT 1 FROM imported_ticket i WHERE i.ticket_id = t.id) AS past
              FROM sla_ticket s JOIN ticket t ON t.id = s.ticket_id
             WHERE s.ticket_id = ANY(:ids) ORDER BY s.ticket_id FOR UPDATE OF s
            """)
        .param("ids", ids)
        .query(
            (row, n) -> new Locked(new TicketId(row.getLong("ticket_id")), row.getBoolean("past")))
        .list();
  }

  /** What was said already, ticket by ticket. */
  Map<TicketId, Set<Alert.Given>> given(Collection<TicketId> tickets) {
    Map<TicketId, Set<Alert.Given>> given = new HashMap<>();
    jdbc.sql(
            "SELECT ticket_id, target, started_at, kind FROM sla_alert WHERE ticket_id = ANY(:ids)")
        .param("ids", ids(tickets))
        .query(
            row -> {
              given
                  .computeIfAbsent(new TicketId(row.getLong("ticket_id")), t -> new HashSet<>())
                  .add(
                      new Alert.Given(
                          row.getString("target"),
                          Sql.instant(row, "started_at"),
                          Alert.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT))));
            });
    return given;
  }

  /** Notes that it is said; false if it was before. */
  boolean give(TicketId ticket, Alert alert) {
    return jdbc.sql(
                """
                INSERT INTO sla_alert (ticket_id, target, started_at, kind, at)
                VALUES (:ticket, :about, :start, :kind, :at) ON CONFLICT DO NOTHING
                """)
            .param("ticket", ticket.value())
            .param("about", alert.about())
            .param("start", Sql.at(alert.startedAt()))
            .param("kind", alert.kind().key())
            .param("at", Sql.at(alert.at()))
            .update()
        == 1;
  }

  /**
   * Keeps how locked tickets stand; what is so already is not written again.
   *
   * @return whether any clock is another now
   */
  boolean keep(List<Standing> standings) {
    Map<Key, Row> before = clocks(standings.stream().map(Standing::ticket).toList());
    Map<Key, Row> after = new HashMap<>();
    for (Standing standing : standings) {
      for (KeptClock kept : standing.clocks()) {
        after.put(key(standing.ticket(), kept.clock()), row(kept));
      }
    }
    List<Object[]> gone = new ArrayList<>();
    before.forEach(
        (key, row) -> {
          if (!after.containsKey(key)) gone.add(key.values());
        });
    List<@Nullable Object[]> news = new ArrayList<>();
    after.forEach(
        (key, row) -> {
          if (!row.equals(before.get(key))) news.add(row.values(key));
        });
    if (!gone.isEmpty())
      batches.batchUpdate(
          "DELETE FROM sla_clock WHERE ticket_id = ? AND target = ? AND cycle = ?", gone);
    if (!news.isEmpty()) batches.batchUpdate(UPSERT, news);
    batches.batchUpdate(
        """
        UPDATE sla_ticket SET open = ?, due_at = ?, queue_due_at = ?, queue_exceeded_at = ?, next_at = ?
         WHERE ticket_id = ?
        """,
        standings.stream().map(SlaRows::values).toList());
    return !gone.isEmpty() || !news.isEmpty();
  }

  /**
   * Locks the ticket of which something has been to be said longest. One that somebody else works
   * on is passed over: it is asked for again, and others need not wait for it.
   *
   * @param before what was due earlier than this
   */
  Optional<TicketId> lockDue(Instant before) {
    return jdbc.sql(
            """
            SELECT t.id FROM sla_ticket s JOIN ticket t ON t.id = s.ticket_id
             WHERE s.next_at < :before ORDER BY s.next_at, s.ticket_id LIMIT 1 FOR UPDATE OF t SKIP LOCKED
            """)
        .param("before", Sql.at(before))
        .query((row, n) -> new TicketId(row.getLong("id")))
        .optional();
  }

  void postpone(TicketId ticket, Instant until) {
    jdbc.sql("UPDATE sla_ticket SET next_at = :until WHERE ticket_id = :ticket")
        .param("ticket", ticket.value())
        .param("until", Sql.at(until))
        .update();
  }

  /** So many tickets with something open, behind one of them. */
  List<TicketId> open(long after, int limit) {
    return jdbc.sql(
            "SELECT ticket_id FROM sla_ticket WHERE open AND ticket_id > :after ORDER BY ticket_id LIMIT :limit")
        .param("after", after)
        .param("limit", limit)
        .query((row, n) -> new TicketId(row.getLong("ticket_id")))
        .list();
  }

  private record Key(long ticket, String target, int cycle) {
    Object[] values() {
      return new Object[] {ticket, target, cycle};
    }
  }

  private record Row(
      String state,
      boolean open,
      String policy,
      Instant start,
      @Nullable Instant warn,
      @Nullable Instant due,
      @Nullable Instant fulfilled,
      @Nullable Instant breached) {
    @Nullable Object[] values(Key key) {
      return new @Nullable Object[] {
        key.ticket,
        key.target,
        key.cycle,
        state,
        open,
        policy,
        Sql.at(start),
        Sql.atOrNull(warn),
        Sql.atOrNull(due),
        Sql.atOrNull(fulfilled),
        Sql.atOrNull(breached)
      };
    }
  }

  private Map<Key, Row> clocks(Collection<TicketId> tickets) {
    Map<Key, Row> rows = new HashMap<>();
    jdbc.sql("SELECT * FROM sla_clock WHERE ticket_id = ANY(:ids)")
        .param("ids", ids(tickets))
        .query(
            row -> {
              rows.put(
                  new Key(row.getLong("ticket_id"), row.getString("target"), row.getInt("cycle")),
                  new Row(
                      row.getString("state"),
                      row.getBoolean("open"),
                      row.getString("policy"),
                      Sql.instant(row, "started_at"),
                      Sql.instantOrNull(row, "warn_at"),
                      Sql.instantOrNull(row, "due_at"),
                      Sql.instantOrNull(row, "fulfilled_at"),
                      Sql.instantOrNull(row, "breached_at")));
            });
    return rows;
  }

  private static Key key(TicketId ticket, SlaClock clock) {
    return new Key(ticket.value(), clock.target().key(), clock.cycle());
  }

  private static Row row(KeptClock kept) {
    SlaClock clock = kept.clock();
    return new Row(
        clock.state().name().toLowerCase(Locale.ROOT),
        kept.open(),
        clock.policy(),
        clock.start(),
        clock.warn(),
        clock.due(),
        clock.fulfilledAt(),
        clock.breachedAt());
  }

  private static @Nullable Object[] values(Standing standing) {
    return new @Nullable Object[] {
      standing.open(),
      Sql.atOrNull(standing.due().orElse(null)),
      Sql.atOrNull(standing.queue().due()),
      Sql.atOrNull(standing.queue().exceededAt()),
      Sql.atOrNull(standing.next().orElse(null)),
      standing.ticket().value()
    };
  }

  private static Long[] ids(Collection<TicketId> tickets) {
    return tickets.stream().map(TicketId::value).sorted().toArray(Long[]::new);
  }
}
