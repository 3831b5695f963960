package helpdesk.web.inbox;

import helpdesk.agent.AgentId;
import helpdesk.shared.Sql;
import helpdesk.ticket.QueueRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a list knows of one agent's own doings: what they have seen, where they left a draft. A
 * reply that could not be sent is one again.
 */
@Component
class Marks {
  private static final Mark NONE = new Mark(null, false);
  private final JdbcClient jdbc;

  Marks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Mark(@Nullable Instant seenAt, boolean draft) {}

  /** A row of the list, as that agent sees it. */
  List<InboxRow> rows(List<QueueRow> rows, AgentId agent) {
    Map<Long, Mark> marks = of(rows, agent);
    return rows.stream().map(row -> row(row, marks.getOrDefault(row.id().value(), NONE))).toList();
  }

  private static InboxRow row(QueueRow row, Mark mark) {
    boolean unread =
        row.waitingSince() != null && (mark.seenAt == null || row.updatedAt().isAfter(mark.seenAt));
    return new InboxRow(row, unread, mark.draft);
  }

  private Map<Long, Mark> of(List<QueueRow> rows, AgentId agent) {
    Map<Long, Mark> marks = new HashMap<>();
    if (rows.isEmpty()) return marks;
    jdbc.sql(
            """
            SELECT t.id, v.seen_at,
                   EXISTS (SELECT 1 FROM draft d WHERE d.agent_id = :agent AND d.ticket_id = t.id AND d.body <> '')
                     OR EXISTS (SELECT 1 FROM held_reply h
                                 WHERE h.ticket_id = t.id AND h.author_agent = :agent AND h.refusal IS NOT NULL) AS draft
              FROM unnest(:tickets) AS t (id)
              LEFT JOIN ticket_viewer v ON v.agent_id = :agent AND v.ticket_id = t.id
            """)
        .param("agent", agent.value())
        .param("tickets", rows.stream().map(row -> row.id().value()).toArray(Long[]::new))
        .query(
            row -> {
              marks.put(
                  row.getLong("id"),
                  new Mark(Sql.instantOrNull(row, "seen_at"), row.getBoolean("draft")));
            });
    return marks;
  }
}
