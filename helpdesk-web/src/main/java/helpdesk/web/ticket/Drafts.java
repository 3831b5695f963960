package helpdesk.web.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Words not yet sent, kept for each agent and ticket: one reply, one note. */
@Component
@Transactional
class Drafts {
  private final JdbcClient jdbc;
  private final Clock clock;

  Drafts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a composer holds. */
  record Draft(Kind kind, String body, String cc, Instant updatedAt) {}

  /** Which composer. */
  enum Kind {
    REPLY,
    NOTE;

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The agent's drafts on a ticket. */
  @Transactional(readOnly = true)
  public List<Draft> of(TicketId ticket, AgentId agent) {
    return jdbc.sql(
            "SELECT kind, body, cc, updated_at FROM draft WHERE agent_id = :agent AND ticket_id ="
                + " :ticket")
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .query(
            (row, n) ->
                new Draft(
                    Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                    row.getString("body"),
                    row.getString("cc"),
                    Sql.instant(row, "updated_at")))
        .list();
  }

  /**
   * Keeps a draft; an empty one is forgotten. A save that was overtaken by its own sending changes
   * nothing.
   *
   * @param sentAs the key under which these words are or will be sent
   */
  public void save(
      TicketId ticket, AgentId agent, Kind kind, String body, String cc, byte[] sentAs) {
    if (body.isBlank() && cc.isBlank()) {
      forget(ticket, agent, kind);
      return;
    }
    jdbc.sql(
            """
            INSERT INTO draft (agent_id, ticket_id, kind, body, cc, updated_at)
            SELECT :agent, :ticket, :kind, :body, :cc, :now
             WHERE NOT EXISTS (SELECT 1 FROM message WHERE dedupe_key = :sent)
            ON CONFLICT (agent_id, ticket_id, kind)
              DO UPDATE SET body = excluded.body, cc = excluded.cc, updated_at = excluded.updated_at
            """)
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("kind", kind.key())
        .param("body", body)
        .param("cc", cc)
        .param("now", Sql.at(clock.instant()))
        .param("sent", sentAs)
        .update();
  }

  /** Forgets a draft, because it was sent or emptied. */
  public void forget(TicketId ticket, AgentId agent, Kind kind) {
    jdbc.sql("DELETE FROM draft WHERE agent_id = :agent AND ticket_id = :ticket AND kind = :kind")
        .param("agent", agent.value())
        .param("ticket", ticket.value())
        .param("kind", kind.key())
        .update();
  }
}
