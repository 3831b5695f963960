package helpdesk.metrics.report;

import helpdesk.agent.Agent;
import helpdesk.agent.AgentId;
import helpdesk.agent.Agents;
import helpdesk.agent.Role;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.ask.Questions;
import helpdesk.metrics.catalog.Metric;
import helpdesk.outbox.Outbox;
import helpdesk.outbox.OutgoingMail;
import helpdesk.shared.DomainException;
import helpdesk.shared.Party;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import helpdesk.workspace.PublicAddress;
import helpdesk.workspace.Workspace;
import helpdesk.workspace.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Schedules reports and sends what is due. The figures are read first; then the date is claimed and
 * the mails are put into the outbox in one transaction, so that each date is sent once, whole, on
 * any number of nodes and after any crash.
 */
@Service
public class Reports {
  private static final String REPORTS =
      """
      SELECT r.*, (SELECT coalesce(array_agg(p.agent_id ORDER BY p.agent_id), '{}')
                     FROM report_recipient p WHERE p.report_id = r.id) AS recipients
        FROM report_schedule r
      """;
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Outbox outbox;
  private final Agents agents;
  private final Workspaces workspaces;
  private final Questions questions;
  private final ObjectProvider<ReportWriter> writer;
  private final PublicAddress address;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Reports(
      JdbcClient jdbc,
      Sequences sequences,
      Outbox outbox,
      Agents agents,
      Workspaces workspaces,
      Questions questions,
      ObjectProvider<ReportWriter> writer,
      PublicAddress address,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.outbox = outbox;
    this.agents = agents;
    this.workspaces = workspaces;
    this.questions = questions;
    this.writer = writer;
    this.address = address;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** All of them by name. */
  public List<Report> all() {
    return jdbc.sql(REPORTS + " ORDER BY lower(r.name), r.id LIMIT 200")
        .query((row, n) -> report(row))
        .list();
  }

  /**
   * @throws DomainException (not found) if there is none
   */
  public Report find(long id) {
    return jdbc.sql(REPORTS + " WHERE r.id = :id")
        .param("id", id)
        .query((row, n) -> report(row))
        .optional()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such report."));
  }

  /** The newest deliveries of all reports, newest first. */
  public List<Report.Delivery> deliveries(int limit) {
    return jdbc.sql(
            """
            SELECT s.report_id, s.due_on, s.sent_at, a.name, o.state
              FROM (SELECT * FROM report_sent ORDER BY id DESC LIMIT :limit) s
              JOIN report_mail m ON m.sent_id = s.id
              JOIN agent a ON a.id = m.agent_id
              LEFT JOIN outbound_message o ON o.idempotency_key = m.message_id
             ORDER BY s.id DESC, a.name LIMIT :limit
            """)
        .param("limit", limit)
        .query(
            (row, n) ->
                new Report.Delivery(
                    row.getLong("report_id"),
                    row.getObject("due_on", LocalDate.class),
                    Sql.instant(row, "sent_at"),
                    row.getString("name"),
                    row.getString("state")))
        .list();
  }

  /**
   * Schedules a report from now on: what would have been due before is not sent.
   *
   * @return its id
   */
  public long schedule(Report.Wanted wanted, AgentId by) {
    long id = sequences.next("report_schedule_id_seq");
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  INSERT INTO report_schedule (id, name, metrics, query, rhythm, hour, active, created_by, since)
                  VALUES (:id, :name, :metrics, :query, :rhythm, :hour, true, :by, :now)
                  """)
              .param("id", id)
              .param("name", wanted.name())
              .param("metrics", wanted.metrics().stream().map(Metric::id).toArray(String[]::new))
              .param("query", wanted.address().query())
              .param("rhythm", wanted.rhythm().key())
              .param("hour", wanted.hour())
              .param("by", by.value())
              .param("now", Sql.at(clock.instant()))
              .update();
          addRecipients(id, wanted);
        });
    return id;
  }

  /**
   * Says anew what is wanted. What would have been due before at another hour is not sent.
   *
   * @throws DomainException (not found) if there is none
   */
  public void change(long id, Report.Wanted wanted) {
    transaction.executeWithoutResult(
        status -> {
          int found =
              jdbc.sql(
                      """
                      UPDATE report_schedule SET name = :name, metrics = :metrics, query = :query, rhythm = :rhythm, hour = :hour,
                             since = CASE WHEN (rhythm, hour) = (:rhythm, :hour) THEN since ELSE :now END
                       WHERE id = :id
                      """)
                  .param("id", id)
                  .param("name", wanted.name())
                  .param(
                      "metrics", wanted.metrics().stream().map(Metric::id).toArray(String[]::new))
                  .param("query", wanted.address().query())
                  .param("rhythm", wanted.rhythm().key())
                  .param("hour", wanted.hour())
                  .param("now", Sql.at(clock.instant()))
                  .update();
          if (found == 0)
            throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such report.");
          jdbc.sql("DELETE FROM report_recipient WHERE report_id = :id").param("id", id).update();
          addRecipients(id, wanted);
        });
  }

  private void addRecipients(long id, Report.Wanted wanted) {
    for (AgentId recipient : wanted.recipients())
      jdbc.sql("INSERT INTO report_recipient (report_id, agent_id) VALUES (:id, :agent)")
          .param("id", id)
          .param("agent", recipient.value())
          .update();
  }

  /** Sends it no longer, or again: what was due while it rested is not sent. */
  public void activate(long id, boolean active) {
    jdbc.sql(
            """
            UPDATE report_schedule SET active = :active, since = CASE WHEN active = :active THEN since ELSE :now END
             WHERE id = :id
            """)
        .param("id", id)
        .param("active", active)
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** Forgets it and its log; mails that are in the outbox still leave. */
  public void remove(long id) {
    jdbc.sql("DELETE FROM report_schedule WHERE id = :id").param("id", id).update();
  }

  /**
   * Sends it now, to all its recipients.
   *
   * @throws DomainException (not found) if there is none
   */
  public void sendNow(long id) {
    var _sent = send(find(id), null, clock.instant());
  }

  /**
   * Sends the next report that is due.
   *
   * @return whether there was one
   */
  boolean sendNext() {
    if (workspaces.find().isEmpty()) return false;
    ZoneId zone = workspaces.current().zone();
    Instant now = clock.instant();
    for (Report report : open()) {
      LocalDate due = report.rhythm().lastDue(now.atZone(zone).toLocalDateTime(), report.hour());
      Instant from = due.atTime(report.hour(), 0).atZone(zone).toInstant();
      if (from.isBefore(report.since()) || sent(report.id(), due)) continue;
      // as of the hour it was due, however late that is noticed
      return send(report, due, from);
    }
    return false;
  }

  private List<Report> open() {
    return jdbc.sql(REPORTS + " WHERE r.active ORDER BY r.id LIMIT 1000")
        .query((row, n) -> report(row))
        .list();
  }

  private boolean sent(long id, LocalDate due) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM report_sent WHERE report_id = :id AND due_on = :due)")
        .param("id", id)
        .param("due", due)
        .query(Boolean.class)
        .single();
  }

  private boolean send(Report report, @Nullable LocalDate due, Instant asOf) {
    Workspace workspace = workspaces.current();
    Question question =
        questions.read(report.address(), report.rhythm().period(), workspace.zone(), asOf);
    List<Agent> recipients =
        report.recipients().stream()
            .map(agents::find)
            .flatMap(Optional::stream)
            .filter(Reports::mayRead)
            .toList();
    Map<Locale, ReportWriter.Letter> letters = new HashMap<>();
    for (Agent agent : recipients)
      letters.computeIfAbsent(
          language(agent, workspace),
          language -> writer.getObject().write(report, question, language));
    Boolean claimed =
        transaction.execute(
            status -> {
              Optional<Long> sent = claim(report.id(), due);
              sent.ifPresent(
                  id -> {
                    for (Agent agent : recipients)
                      mail(id, agent, workspace, letters.get(language(agent, workspace)));
                  });
              return sent.isPresent();
            });
    return Boolean.TRUE.equals(claimed);
  }

  /** Who leads no longer, or has left, is written to no longer. */
  private static boolean mayRead(Agent agent) {
    return agent.active() && agent.role() != Role.AGENT;
  }

  private static Locale language(Agent agent, Workspace workspace) {
    return agent.language() == null ? workspace.language() : agent.language();
  }

  /** Empty if another node has it. */
  private Optional<Long> claim(long report, @Nullable LocalDate due) {
    return jdbc.sql(
            """
            INSERT INTO report_sent (id, report_id, due_on, sent_at) VALUES (:id, :report, :due, :now)
            ON CONFLICT (report_id, due_on) WHERE due_on IS NOT NULL DO NOTHING RETURNING id
            """)
        .param("id", sequences.next("report_sent_id_seq"))
        .param("report", report)
        .param("due", due)
        .param("now", Sql.at(clock.instant()))
        .query(Long.class)
        .optional();
  }

  private void mail(
      long sent, Agent agent, Workspace workspace, ReportWriter.@Nullable Letter letter) {
    if (letter == null) return;
    String messageId = "report." + sent + "." + agent.id() + "@" + address.host();
    jdbc.sql(
            "INSERT INTO report_mail (sent_id, agent_id, message_id) VALUES (:sent, :agent, :mail)")
        .param("sent", sent)
        .param("agent", agent.id().value())
        .param("mail", messageId)
        .update();
    outbox.enqueue(
        new OutgoingMail(
            messageId,
            null,
            null,
            null,
            workspace.name(),
            List.of(new Party(agent.name(), agent.email())),
            List.of(),
            List.of(),
            letter.subject(),
            letter.text(),
            letter.html(),
            null,
            List.of(),
            Map.of("Auto-Submitted", "auto-generated", "X-Auto-Response-Suppress", "All"),
            List.of()));
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getLong("id"),
        row.getString("name"),
        Arrays.stream((String[]) row.getArray("metrics").getArray())
            .map(Metric::of)
            .flatMap(Optional::stream)
            .toList(),
        Address.parse(row.getString("query")),
        Rhythm.of(row.getString("rhythm")).orElseThrow(),
        row.getInt("hour"),
        Arrays.stream((Long[]) row.getArray("recipients").getArray()).map(AgentId::new).toList(),
        row.getBoolean("active"),
        Sql.instant(row, "since"));
  }
}
