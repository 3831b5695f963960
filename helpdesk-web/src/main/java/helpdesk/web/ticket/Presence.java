package helpdesk.web.ticket;

import helpdesk.agent.AgentId;
import helpdesk.live.LiveUpdates;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who has a ticket open now. An open page says so every 15 s; who is silent for 40 s has left. */
@Component
@Transactional
class Presence {
  private static final Duration SILENCE = Duration.ofSeconds(40);
  private final JdbcClient jdbc;
  private final LiveUpdates live;
  private final Clock clock;

  Presence(JdbcClient jdbc, LiveUpdates live, Clock clock) {
    this.jdbc = jdbc;
    this.live = live;
    this.clock = clock;
  }

  /** A colleague at the same ticket. */
  record Colleague(String name, boolean writing) {}

  /** Says that an agent is at the ticket; the others hear of it if that is new. */
  public void here(TicketId ticket, AgentId agent, boolean writing) {
    boolean known =
        jdbc.sql(
                """
                SELECT true FROM ticket_viewer
                 WHERE agent_id = :agent AND ticket_id = :ticket AND writing = :writing AND seen_at > :since
                """)
            .param("agent", agent.value())
            .param("ticket", ticket.value())
            .param("writing", writing)
            .param("since", Sql.at(clock.instant().minus(SILENCE)))
            .query(Boolean.class)
            .optional()
            .isPresent();
    jdbc.sql(
            """
            INSERT INTO ticket_viewer (agent_id, ticket_id, writing, seen_at) VALUES (:agent, :ticket, :writing, :now)
            ON CONFLICT (agent_id, ticket_id) DO UPDATE SET writing = excluded.writing, seen_at = excluded.seen_at
            """)
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("writing", writing)
        .param("now", Sql.at(clock.instant()))
        .update();
    if (!known) live.publish("presence-" + ticket);
  }

  /** The others who are at the ticket, writers first. */
  @Transactional(readOnly = true)
  public List<Colleague> others(TicketId ticket, AgentId me) {
    return jdbc.sql(
            """
            SELECT a.name, v.writing FROM ticket_viewer v JOIN agent a ON a.id = v.agent_id
             WHERE v.ticket_id = :ticket AND v.agent_id <> :me AND v.seen_at > :since
             ORDER BY v.writing DESC, a.name
            """)
        .param("ticket", ticket.value())
        .param("me", me.value())
        .param("since", Sql.at(clock.instant().minus(SILENCE)))
        .query((row, n) -> new Colleague(row.getString("name"), row.getBoolean("writing")))
        .list();
  }
}
