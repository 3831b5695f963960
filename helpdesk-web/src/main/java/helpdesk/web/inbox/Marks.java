package helpdesk.web.inbox;

import helpdesk.agent.AgentId;
import helpdesk.shared.Sql;
import helpdesk.sla.SlaBoard;
import helpdesk.ticket.QueueOrder;
import helpdesk.ticket.QueueRow;
import helpdesk.ticket.Status;
import helpdesk.ticket.TicketId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a list shows beside the tickets: what is due, and one agent's own doings, what they have
 * seen and where they left a draft. A reply that could not be sent is one again.
 */
@Component
class Marks {
  private static final Mark NONE = new Mark(null, false);
  private final JdbcClient jdbc;
  private final SlaBoard board;
  private final Clock clock;

  Marks(JdbcClient jdbc, SlaBoard board, Clock clock) {
    this.jdbc = jdbc;
    this.board = board;
    this.clock = clock;
  }

  record Mark(@Nullable Instant seenAt, boolean draft) {}

  /**
   * The rows of a list in that order, as that agent sees them: two statements.
   *
   * @param order by which clock they are; another shows what is promised
   */
  List<InboxRow> rows(List<QueueRow> rows, AgentId agent, QueueOrder order) {
    Map<Long, Mark> marks = of(rows, agent);
    Map<TicketId, SlaBoard.Line> lines = board.lines(rows.stream().map(QueueRow::id).toList());
    Instant now = clock.instant();
    return rows.stream()
        .map(
            row ->
                row(
                    row,
                    marks.getOrDefault(row.id().value(), NONE),
                    lines.getOrDefault(row.id(), SlaBoard.Line.NONE),
                    order,
                    now))
        .toList();
  }

  private static InboxRow row(
      QueueRow row, Mark mark, SlaBoard.Line line, QueueOrder order, Instant now) {
    boolean unread =
        row.waitingSince() != null && (mark.seenAt == null || row.updatedAt().isAfter(mark.seenAt));
    Instant limit = lies(row) ? line.untaken() : null;
    RowClock due =
        order == QueueOrder.UNTAKEN
            ? limit == null ? null : RowClock.untaken(limit, now)
            : RowClock.of(line.next(), now);
    Instant forgotten = limit != null && limit.isBefore(now) ? limit : null;
    return new InboxRow(row, unread, mark.draft, due, forgotten);
  }

  private static boolean lies(QueueRow row) {
    boolean ours = row.status() == Status.NEW || row.status() == Status.OPEN;
    return row.assigneeId() == null && ours;
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
