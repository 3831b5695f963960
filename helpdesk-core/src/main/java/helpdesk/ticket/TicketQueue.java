package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of tickets, paged by key: one statement a page whatever its size. */
@Service
@Transactional(readOnly = true)
public class TicketQueue {
  private static final int LARGEST_PAGE = 200;
  private static final String LIVE =
      "t.status IN ('new', 'open', 'pending', 'on_hold') AND NOT t.spam AND NOT t.trashed AND"
          + " t.merged_into IS NULL";

  /** The rows are chosen and cut before anything is joined to them. */
  private static final String SELECT =
      """
      SELECT p.*, coalesce(c.name, (SELECT k.address FROM contact_address k WHERE k.contact_id = c.id
                                     ORDER BY k.position, k.address LIMIT 1), '–') AS requester,
             a.name AS assignee, m.name AS team,
             ARRAY(SELECT g.name FROM ticket_tag x JOIN tag g ON g.id = x.tag_id WHERE x.ticket_id = p.id ORDER BY g.name) AS tags,
             EXISTS (SELECT 1 FROM outbound_message o WHERE o.ticket_id = p.id AND o.state IN ('bounced', 'failed')
                        AND o.message_id IS NOT NULL AND o.settled_at IS NULL) AS lost
        FROM (%s) p
        JOIN contact c ON c.id = p.requester_id
        LEFT JOIN agent a ON a.id = p.assignee_id
        LEFT JOIN team m ON m.id = p.team_id
       ORDER BY p.place, CASE WHEN p.place IS NOT NULL THEN p.id END, p.updated_at DESC, p.id DESC
      """;

  private static final String CHANGED =
      "SELECT t.*, NULL::timestamptz AS place FROM ticket t WHERE %s ORDER BY t.updated_at DESC, t.id DESC LIMIT :limit";

  /** Those that have a place of their own come by it; the others are read only if there is room. */
  private static final String PLACED =
      """
      SELECT t.*, %2$s AS place FROM sla_ticket s JOIN ticket t ON t.id = s.ticket_id
       WHERE %1$s AND %3$s ORDER BY %2$s, s.ticket_id LIMIT :limit
      """;

  private static final String UNPLACED =
      " AND NOT EXISTS (SELECT 1 FROM sla_ticket s WHERE s.ticket_id = t.id AND %s)";

  private final JdbcClient jdbc;

  TicketQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One page, newest change first.
   *
   * @param cursor {@link QueuePage#next} of the page before, null for the first
   * @param limit 1 to 200
   * @throws DomainException (invalid) if the cursor is none of ours
   */
  public QueuePage page(QueueFilter filter, @Nullable String cursor, int limit) {
    return page(filter, QueueOrder.CHANGED, cursor, limit);
  }

  /**
   * One page in that order. What moves to another place while somebody pages may be seen twice or
   * not at all.
   *
   * @param cursor {@link QueuePage#next} of the page before, in the same order, null for the first
   * @param limit 1 to 200
   * @throws DomainException (invalid) if the cursor is none of ours
   */
  public QueuePage page(QueueFilter filter, QueueOrder order, @Nullable String cursor, int limit) {
    int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
    Map<String, Object> params = new HashMap<>();
    String where = String.join(" AND ", conditions(filter, params));
    Cursor after = cursor == null ? null : Cursor.read(cursor);
    if (after != null) {
      params.put("after_at", Sql.at(after.at));
      params.put("after_id", after.id);
    }
    params.put("limit", size + 1);
    List<Placed> rows =
        jdbc.sql(SELECT.formatted(chosen(where, order, after)))
            .params(params)
            .query((row, n) -> new Placed(read(row, n), Sql.instantOrNull(row, "place")))
            .list();
    List<QueueRow> page = rows.stream().limit(size).map(Placed::row).toList();
    return new QueuePage(page, rows.size() <= size ? null : rows.get(size - 1).cursor());
  }

  /** A row, and what it comes by: null for its newest change. */
  private record Placed(QueueRow row, @Nullable Instant place) {
    String cursor() {
      Instant at = place == null ? row.updatedAt() : place;
      return new Cursor(at, row.id().value(), place != null).write();
    }
  }

  /** The rows of a page, before anything is joined to them. */
  private static String chosen(String where, QueueOrder order, @Nullable Cursor after) {
    boolean amongPlaced = after != null && after.placed;
    String older =
        after == null || amongPlaced ? "" : " AND (t.updated_at, t.id) < (:after_at, :after_id)";
    if (order == QueueOrder.CHANGED) return CHANGED.formatted(where + older);
    String unplaced = CHANGED.formatted(where + UNPLACED.formatted(order.has) + older);
    if (after != null && !amongPlaced) return unplaced;
    String behind =
        after == null ? "" : " AND (" + order.key + ", s.ticket_id) > (:after_at, :after_id)";
    String placed = PLACED.formatted(order.has, order.key, where + behind);
    return "(" + placed + ") UNION ALL (" + unplaced + ") LIMIT :limit";
  }

  /**
   * These tickets, whatever list of that folder they are in now, newest change first, in one
   * statement.
   */
  public List<QueueRow> rows(Collection<TicketId> ids, QueueFilter.Folder folder) {
    if (ids.isEmpty()) return List.of();
    return jdbc.sql(SELECT.formatted(CHANGED.formatted("t.id = ANY(:ids) AND " + within(folder))))
        .param("ids", ids.stream().map(TicketId::value).toArray(Long[]::new))
        .param("limit", LARGEST_PAGE)
        .query(TicketQueue::read)
        .list();
  }

  /** The numbers beside the views. */
  public QueueCounts counts(AgentId agent) {
    Map<Long, Long> teams = new HashMap<>();
    long[] sums = new long[4];
    jdbc.sql(
            """
            SELECT t.team_id, count(*) AS live, count(*) FILTER (WHERE t.assignee_id = :agent) AS mine,
                   count(*) FILTER (WHERE t.assignee_id IS NULL) AS unassigned,
                   count(*) FILTER (WHERE t.status = 'pending') AS waiting
              FROM ticket t WHERE %s GROUP BY t.team_id
            """
                .formatted(LIVE))
        .param("agent", agent.value())
        .query(
            row -> {
              Long team = Sql.longOrNull(row, "team_id");
              if (team != null) teams.put(team, row.getLong("live"));
              sums[0] += row.getLong("live");
              sums[1] += row.getLong("mine");
              sums[2] += row.getLong("unassigned");
              sums[3] += row.getLong("waiting");
            });
    long spam =
        jdbc.sql("SELECT count(*) FROM ticket WHERE spam AND NOT trashed AND merged_into IS NULL")
            .query(Long.class)
            .single();
    return new QueueCounts(sums[0], sums[1], sums[2], sums[3], spam, teams);
  }

  private static List<String> conditions(QueueFilter filter, Map<String, Object> params) {
    List<String> where = new ArrayList<>();
    where.add(within(filter.folder()));
    if (filter.statuses().equals(Status.LIVE)) {
      where.add("t.status IN ('new', 'open', 'pending', 'on_hold')");
    } else if (!filter.statuses().isEmpty()) {
      where.add("t.status IN (:statuses)");
      params.put("statuses", filter.statuses().stream().map(Status::key).toList());
    }
    if (filter.assignee() != null) {
      where.add("t.assignee_id = :assignee");
      params.put("assignee", filter.assignee().value());
    }
    if (filter.unassigned()) where.add("t.assignee_id IS NULL");
    if (filter.waiting()) where.add("t.waiting_since IS NOT NULL");
    if (filter.team() != null) {
      where.add("t.team_id = :team");
      params.put("team", filter.team().value());
    }
    if (filter.channel() != null) {
      where.add("t.channel_kind = :channel");
      params.put("channel", filter.channel().key());
    }
    if (filter.tag() != null) {
      where.add(
          "EXISTS (SELECT 1 FROM ticket_tag y JOIN tag z ON z.id = y.tag_id WHERE y.ticket_id ="
              + " t.id AND z.name = :tag)");
      params.put("tag", filter.tag());
    }
    if (filter.requester() != null) {
      where.add("t.requester_id = :requester");
      params.put("requester", filter.requester().value());
    }
    if (filter.updatedSince() != null) {
      where.add("t.updated_at >= :since");
      params.put("since", Sql.at(filter.updatedSince()));
    }
    if (filter.text() != null && !filter.text().isBlank())
      text(filter.text().strip(), where, params);
    return where;
  }

  private static String within(QueueFilter.Folder folder) {
    return switch (folder) {
      case DESK -> "NOT t.spam AND NOT t.trashed AND t.merged_into IS NULL";
      case SPAM -> "t.spam AND NOT t.trashed AND t.merged_into IS NULL";
      case TRASH -> "t.trashed AND t.merged_into IS NULL";
    };
  }

  private static void text(String text, List<String> where, Map<String, Object> params) {
    String digits = text.startsWith("#") ? text.substring(1) : text;
    if (digits.matches("[0-9]{1,18}")) {
      where.add("t.number = :number");
      params.put("number", Long.parseLong(digits));
    } else {
      where.add("t.subject ILIKE :text");
      params.put(
          "text", "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }
  }

  private static QueueRow read(ResultSet row, int n) throws SQLException {
    return new QueueRow(
        new TicketId(row.getLong("id")),
        new TicketNumber(row.getLong("number")),
        row.getString("subject"),
        row.getString("preview"),
        Status.of(row.getString("status")),
        Priority.of(row.getString("priority")),
        ChannelKind.of(row.getString("channel_kind")),
        row.getString("requester"),
        Sql.longOrNull(row, "assignee_id"),
        row.getString("assignee"),
        row.getString("team"),
        Arrays.asList((String[]) row.getArray("tags").getArray()),
        Sql.instantOrNull(row, "waiting_since"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"),
        row.getInt("version"),
        row.getBoolean("lost"));
  }

  /**
   * @param placed whether the instant is a place of its own, and not that of the newest change
   */
  private record Cursor(Instant at, long id, boolean placed) {
    private static final String PLACED = "p";

    String write() {
      String text =
          at.getEpochSecond() + "." + at.getNano() + "." + id + (placed ? "." + PLACED : "");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Cursor read(String cursor) {
      try {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
                .split("\\.", -1);
        Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        boolean placed = parts.length > 3 && parts[3].equals(PLACED);
        return new Cursor(at, Long.parseLong(parts[2]), placed);
      } catch (RuntimeException e) {
        throw new DomainException(
            DomainException.Kind.INVALID, "This is not a place in this list.");
      }
    }
  }
}
