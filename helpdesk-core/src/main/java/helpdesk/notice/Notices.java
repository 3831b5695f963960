package helpdesk.notice;

import helpdesk.agent.AgentId;
import helpdesk.live.LiveUpdates;
import helpdesk.outbox.Outbox;
import helpdesk.shared.EmailAddress;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import helpdesk.ticket.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells agents, and keeps what they were told until they have seen it. */
@Service
@Transactional
public class Notices {
  /** The most that are counted one by one. */
  public static final int MANY = 99;

  private static final int LARGEST_PAGE = 100;

  /**
   * Who has the ticket, who leads its team and who follows it; where nobody of these is there, the
   * managers, and at a desk without one the administrators. Nobody is called to an invented ticket.
   */
  private static final String RECIPIENTS =
      """
      WITH near AS (
        SELECT a.id FROM agent a
         WHERE a.active AND a.id IN (
           SELECT assignee_id FROM ticket WHERE id = :ticket
           UNION SELECT m.lead_id FROM ticket t JOIN team m ON m.id = t.team_id WHERE t.id = :ticket
           UNION SELECT agent_id FROM ticket_follower WHERE ticket_id = :ticket)),
      above AS (
        SELECT id, role FROM agent
         WHERE active AND role IN ('manager', 'administrator') AND NOT EXISTS (SELECT 1 FROM near))
      SELECT a.id, a.name, a.email, a.language, :kind = ANY(a.mailed_notices) AND NOT a.sample AS mailed, t.number
        FROM agent a JOIN ticket t ON t.id = :ticket AND NOT t.sample
       WHERE a.id IN (SELECT id FROM near
                      UNION SELECT id FROM above
                             WHERE role = 'manager' OR NOT EXISTS (SELECT 1 FROM above WHERE role = 'manager'))
       ORDER BY a.id
      """;

  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final NoticeMail mail;
  private final Outbox outbox;
  private final LiveUpdates live;
  private final Clock clock;

  Notices(
      JdbcClient jdbc,
      Sequences sequences,
      NoticeMail mail,
      Outbox outbox,
      LiveUpdates live,
      Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.mail = mail;
    this.outbox = outbox;
    this.live = live;
    this.clock = clock;
  }

  /** The live topic of what an agent has not seen. */
  public static String topic(AgentId agent) {
    return "notices-" + agent;
  }

  /**
   * Tells everybody whom it concerns, in the transaction of its cause. The same cause again tells
   * nobody.
   *
   * @param about which promise, null if none
   * @param at the instant that it is about
   * @param due when it is, or was, too late
   * @param cause what it is known by within its ticket
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(
      TicketId ticket,
      NoticeKind kind,
      @Nullable String about,
      Instant at,
      Instant due,
      String cause) {
    List<Recipient> recipients =
        jdbc.sql(RECIPIENTS)
            .param("ticket", ticket.value())
            .param("kind", kind.key())
            .query(Notices::recipient)
            .list();
    for (Recipient recipient : recipients) {
      long id = sequences.next("notice_id_seq");
      if (!insert(id, recipient.id, ticket, kind, about, at, due, cause)) continue;
      live.publish(topic(recipient.id));
      if (recipient.mailed) outbox.enqueue(mail.compose(id, recipient, kind, about, due));
    }
  }

  /** Who is told, and how. */
  record Recipient(
      AgentId id,
      String name,
      EmailAddress email,
      @Nullable Locale language,
      boolean mailed,
      TicketNumber ticket) {}

  private boolean insert(
      long id,
      AgentId agent,
      TicketId ticket,
      NoticeKind kind,
      @Nullable String about,
      Instant at,
      Instant due,
      String cause) {
    return jdbc.sql(
                """
                INSERT INTO notice (id, agent_id, ticket_id, kind, about, at, due_at, cause, told_at)
                VALUES (:id, :agent, :ticket, :kind, :about, :at, :due, :cause, :now)
                ON CONFLICT (agent_id, ticket_id, cause) DO NOTHING
                """)
            .param("id", id)
            .param("agent", agent.value())
            .param("ticket", ticket.value())
            .param("kind", kind.key())
            .param("about", about)
            .param("at", Sql.at(at))
            .param("due", Sql.at(due))
            .param("cause", cause)
            .param("now", Sql.at(clock.instant()))
            .update()
        == 1;
  }

  /** How many an agent has not seen, counted up to one more than {@link #MANY}. */
  @Transactional(readOnly = true)
  public int unread(AgentId agent) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (SELECT 1 FROM notice WHERE agent_id = :agent AND read_at IS NULL LIMIT :most) AS unread
            """)
        .param("agent", agent.value())
        .param("most", MANY + 1)
        .query(Integer.class)
        .single();
  }

  /**
   * What an agent was told, newest first.
   *
   * @param before the last id of the page before, null for the first page
   * @param limit 1 to 100
   */
  @Transactional(readOnly = true)
  public List<Notice> page(AgentId agent, @Nullable Long before, int limit) {
    return jdbc.sql(
            """
            SELECT n.*, t.number, t.subject FROM notice n JOIN ticket t ON t.id = n.ticket_id
             WHERE n.agent_id = :agent AND n.id < :before ORDER BY n.id DESC LIMIT :limit
            """)
        .param("agent", agent.value())
        .param("before", before == null ? Long.MAX_VALUE : before)
        .param("limit", Math.max(1, Math.min(limit, LARGEST_PAGE)))
        .query(Notices::read)
        .list();
  }

  /**
   * Notes that an agent has seen all that they were told.
   *
   * @param upTo the newest that they have seen: what came since is unread
   */
  public void readAll(AgentId agent, long upTo) {
    int seen =
        jdbc.sql(
                """
                UPDATE notice SET read_at = :now WHERE agent_id = :agent AND read_at IS NULL AND id <= :upTo
                """)
            .param("upTo", upTo)
            .param("agent", agent.value())
            .param("now", Sql.at(clock.instant()))
            .update();
    if (seen > 0) live.publish(topic(agent));
  }

  /**
   * Notes that an agent looks at a ticket: they see what they were told of it.
   *
   * @return whether there was something that they had not seen
   */
  public boolean read(AgentId agent, TicketId ticket) {
    int seen =
        jdbc.sql(
                """
                UPDATE notice SET read_at = :now WHERE agent_id = :agent AND ticket_id = :ticket AND read_at IS NULL
                """)
            .param("ticket", ticket.value())
            .param("agent", agent.value())
            .param("now", Sql.at(clock.instant()))
            .update();
    if (seen > 0) live.publish(topic(agent));
    return seen > 0;
  }

  /** What an agent gets by mail as well. */
  @Transactional(readOnly = true)
  public Set<NoticeKind> mailed(AgentId agent) {
    return jdbc
        .sql("SELECT unnest(mailed_notices) FROM agent WHERE id = :agent")
        .param("agent", agent.value())
        .query((row, n) -> NoticeKind.of(row.getString(1)))
        .list()
        .stream()
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticeKind.class)));
  }

  /** Chooses what an agent gets by mail as well, from now on. */
  public void mail(AgentId agent, Collection<NoticeKind> kinds) {
    jdbc.sql("UPDATE agent SET mailed_notices = :kinds WHERE id = :agent")
        .param("kinds", kinds.stream().map(NoticeKind::key).sorted().toArray(String[]::new))
        .param("agent", agent.value())
        .update();
  }

  private static Recipient recipient(ResultSet row, int n) throws SQLException {
    String language = row.getString("language");
    return new Recipient(
        new AgentId(row.getLong("id")),
        row.getString("name"),
        new EmailAddress(row.getString("email")),
        language == null ? null : Locale.forLanguageTag(language),
        row.getBoolean("mailed"),
        new TicketNumber(row.getLong("number")));
  }

  private static Notice read(ResultSet row, int n) throws SQLException {
    return new Notice(
        row.getLong("id"),
        new TicketNumber(row.getLong("number")),
        row.getString("subject"),
        NoticeKind.of(row.getString("kind")),
        row.getString("about"),
        Sql.instant(row, "at"),
        Sql.instant(row, "due_at"),
        Sql.instantOrNull(row, "read_at") != null);
  }
}
