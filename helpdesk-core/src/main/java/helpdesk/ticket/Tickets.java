package helpdesk.ticket;

import helpdesk.agent.AgentId;
import helpdesk.agent.TeamId;
import helpdesk.contact.ContactId;
import helpdesk.shared.ChannelId;
import helpdesk.shared.ChannelKind;
import helpdesk.shared.Sql;
import helpdesk.tag.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads a ticket under its row lock and saves it with what happened to it. */
@Repository
class Tickets {
  private final JdbcClient jdbc;
  private final TicketLog log;
  private final Tags tags;
  private final Clock clock;

  Tickets(JdbcClient jdbc, TicketLog log, Tags tags, Clock clock) {
    this.jdbc = jdbc;
    this.log = log;
    this.tags = tags;
    this.clock = clock;
  }

  /**
   * Loads and locks: nobody else changes the ticket until the transaction ends.
   *
   * @throws TicketNotFound if there is none
   */
  Ticket lock(TicketId id) {
    return jdbc.sql(
            """
            SELECT t.*, ARRAY(SELECT g.name FROM ticket_tag tt JOIN tag g ON g.id = tt.tag_id
                               WHERE tt.ticket_id = t.id) AS tags
              FROM ticket t WHERE t.id = :id FOR UPDATE OF t
            """)
        .param("id", id.value())
        .query(Tickets::read)
        .optional()
        .orElseThrow(() -> new TicketNotFound(id));
  }

  /**
   * Whose ticket it is.
   *
   * @throws TicketNotFound if there is none
   */
  ContactId requester(TicketId id) {
    return jdbc.sql("SELECT requester_id FROM ticket WHERE id = :id")
        .param("id", id.value())
        .query((row, n) -> new ContactId(row.getLong("requester_id")))
        .optional()
        .orElseThrow(() -> new TicketNotFound(id));
  }

  Optional<TicketId> idOf(TicketNumber number) {
    return jdbc.sql("SELECT id FROM ticket WHERE number = :number")
        .param("number", number.value())
        .query((row, n) -> new TicketId(row.getLong(1)))
        .optional();
  }

  /** Whether there is such a ticket: it may have been deleted since it was named to somebody. */
  boolean exists(TicketId id) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM ticket WHERE id = :id)")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** The ticket that goes on where that one was merged away, at the end of all merges. */
  TicketId survivor(TicketId id) {
    return jdbc.sql("SELECT s.id FROM (SELECT ticket_survivor(:id) AS id) s WHERE s.id IS NOT NULL")
        .param("id", id.value())
        .query((row, n) -> new TicketId(row.getLong("id")))
        .optional()
        .orElseThrow(() -> new TicketNotFound(id));
  }

  /** What the ticket was merged into, or null. */
  @Nullable TicketId mergedInto(TicketId id) {
    return pointer(id, "merged_into");
  }

  /** What the ticket may be an answer to, or null. */
  @Nullable TicketId suggested(TicketId id) {
    return pointer(id, "suggested_ticket");
  }

  private @Nullable TicketId pointer(TicketId id, String column) {
    return jdbc.sql("SELECT " + column + " FROM ticket WHERE id = :id")
        .param("id", id.value())
        .query((row, n) -> Optional.ofNullable(idOrNull(row, column, TicketId::new)))
        .optional()
        .orElseThrow(() -> new TicketNotFound(id))
        .orElse(null);
  }

  /**
   * @throws TicketNotFound if there is none
   */
  void follow(TicketId id, AgentId agent) {
    if (!exists(id)) throw new TicketNotFound(id);
    jdbc.sql(
            "INSERT INTO ticket_follower (ticket_id, agent_id) VALUES (:id, :agent) ON CONFLICT DO NOTHING")
        .param("id", id.value())
        .param("agent", agent.value())
        .update();
  }

  void stopFollowing(TicketId id, AgentId agent) {
    jdbc.sql("DELETE FROM ticket_follower WHERE ticket_id = :id AND agent_id = :agent")
        .param("id", id.value())
        .param("agent", agent.value())
        .update();
  }

  /** Who follows the one follows the other too. */
  void followToo(TicketId source, TicketId target) {
    jdbc.sql(
            """
            INSERT INTO ticket_follower (ticket_id, agent_id)
            SELECT :target, agent_id FROM ticket_follower WHERE ticket_id = :source ON CONFLICT DO NOTHING
            """)
        .param("source", source.value())
        .param("target", target.value())
        .update();
  }

  /** Lets open pages of a ticket look again, where something beside it has changed. */
  void tell(TicketId id) {
    log.tell(id);
  }

  void insert(Ticket ticket) {
    bind(
            jdbc.sql(
                """
                INSERT INTO ticket (id, number, subject, status, priority, channel_kind, channel_id, origin, requester_id,
                    assignee_id, team_id, language, bulk, spam, trashed, merged_into, follow_up_of, suggested_ticket,
                    preview, waiting_since, resolved_at, message_count, event_seq, created_at, updated_at, version)
                VALUES (:id, :number, :subject, :status, :priority, :channel_kind, :channel, :origin, :requester,
                    :assignee, :team, :language, :bulk, :spam, :trashed, :merged_into, :follow_up_of, :suggested,
                    :preview, :waiting_since, :resolved_at, :message_count, :event_seq, :created_at, :updated_at, 1)
                """),
            ticket)
        .param("number", ticket.number.value())
        .param("channel_kind", ticket.channelKind.key())
        .param("channel", ticket.channelId == null ? null : ticket.channelId.value())
        .param("origin", ticket.origin.key())
        .param("requester", ticket.requester.value())
        .param("created_at", Sql.at(ticket.createdAt))
        .update();
    if (!ticket.tags.isEmpty()) insertTags(ticket);
    write(ticket);
    if (ticket.suggested != null) tell(ticket.suggested);
  }

  /** Saves a ticket that was {@link #lock}ed; its version goes up by one. */
  void update(Ticket ticket) {
    bind(
            jdbc.sql(
                """
                UPDATE ticket SET subject = :subject, status = :status, priority = :priority, assignee_id = :assignee,
                    team_id = :team, language = :language, bulk = :bulk, spam = :spam, trashed = :trashed,
                    merged_into = :merged_into, follow_up_of = :follow_up_of, suggested_ticket = :suggested,
                    preview = :preview,
                    waiting_since = :waiting_since, resolved_at = :resolved_at, message_count = :message_count,
                    event_seq = :event_seq, updated_at = :updated_at, version = version + 1
                 WHERE id = :id
                """),
            ticket)
        .update();
    if (ticket.happened.stream().anyMatch(h -> h.event() instanceof TicketEvent.TagsChanged)) {
      jdbc.sql("DELETE FROM ticket_tag WHERE ticket_id = :id")
          .param("id", ticket.id.value())
          .update();
      insertTags(ticket);
    }
    write(ticket);
    ticket.version++;
  }

  /** Saves what happened beside a {@link #lock}ed ticket, and nothing of the ticket. */
  void append(Ticket ticket) {
    jdbc.sql("UPDATE ticket SET event_seq = :event_seq WHERE id = :id")
        .param("event_seq", ticket.eventSeq + ticket.happened.size())
        .param("id", ticket.id.value())
        .update();
    write(ticket);
  }

  private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Ticket ticket) {
    return statement
        .param("id", ticket.id.value())
        .param("subject", ticket.subject)
        .param("status", ticket.status.key())
        .param("priority", ticket.priority.key())
        .param("assignee", ticket.assignee == null ? null : ticket.assignee.value())
        .param("team", ticket.team == null ? null : ticket.team.value())
        .param("language", ticket.language == null ? null : ticket.language.getLanguage())
        .param("bulk", ticket.bulk)
        .param("spam", ticket.spam)
        .param("trashed", ticket.trashed)
        .param("merged_into", value(ticket.mergedInto))
        .param("follow_up_of", value(ticket.followUpOf))
        .param("suggested", value(ticket.suggested))
        .param("preview", ticket.preview)
        .param("waiting_since", Sql.atOrNull(ticket.waitingSince))
        .param("resolved_at", Sql.atOrNull(ticket.resolvedAt))
        .param("message_count", ticket.messageCount)
        .param("event_seq", ticket.eventSeq + ticket.happened.size())
        .param("updated_at", Sql.at(clock.instant()));
  }

  private void write(Ticket ticket) {
    log.append(ticket.id, ticket.eventSeq + 1, ticket.happened);
    ticket.eventSeq += ticket.happened.size();
    ticket.happened.clear();
  }

  private void insertTags(Ticket ticket) {
    jdbc.sql("INSERT INTO ticket_tag (ticket_id, tag_id) SELECT :ticket, unnest(:tags)")
        .param("ticket", ticket.id.value())
        .param("tags", tags.ensure(ticket.tags).toArray(new Long[0]))
        .update();
  }

  private static @Nullable Long value(@Nullable TicketId id) {
    return id == null ? null : id.value();
  }

  private static Ticket read(ResultSet row, int n) throws SQLException {
    Ticket ticket =
        new Ticket(
            new TicketId(row.getLong("id")),
            new TicketNumber(row.getLong("number")),
            row.getString("subject"),
            Status.of(row.getString("status")),
            Priority.of(row.getString("priority")),
            ChannelKind.of(row.getString("channel_kind")),
            idOrNull(row, "channel_id", ChannelId::new),
            Origin.of(row.getString("origin")),
            new ContactId(row.getLong("requester_id")),
            Sql.instant(row, "created_at"));
    ticket.assignee = idOrNull(row, "assignee_id", AgentId::new);
    ticket.team = idOrNull(row, "team_id", TeamId::new);
    ticket.language =
        row.getString("language") == null ? null : Locale.forLanguageTag(row.getString("language"));
    ticket.bulk = row.getBoolean("bulk");
    ticket.spam = row.getBoolean("spam");
    ticket.trashed = row.getBoolean("trashed");
    ticket.mergedInto = idOrNull(row, "merged_into", TicketId::new);
    ticket.followUpOf = idOrNull(row, "follow_up_of", TicketId::new);
    ticket.suggested = idOrNull(row, "suggested_ticket", TicketId::new);
    ticket.preview = row.getString("preview");
    ticket.waitingSince = Sql.instantOrNull(row, "waiting_since");
    ticket.resolvedAt = Sql.instantOrNull(row, "resolved_at");
    ticket.messageCount = row.getInt("message_count");
    ticket.eventSeq = row.getInt("event_seq");
    ticket.version = row.getInt("version");
    ticket.tags = new TreeSet<>(Arrays.asList((String[]) row.getArray("tags").getArray()));
    return ticket;
  }

  private static <T> @Nullable T idOrNull(ResultSet row, String column, LongFunction<T> type)
      throws SQLException {
    Long value = Sql.longOrNull(row, column);
    return value == null ? null : type.apply(value);
  }
}
