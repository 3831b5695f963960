package helpdesk.metrics.breach;

import helpdesk.agent.AgentId;
import helpdesk.shared.DomainException;
import helpdesk.shared.Sql;
import helpdesk.workspace.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The causes that can be found, and what was found. */
@Service
@Transactional
public class Causes {
  private static final int LONGEST_NOTE = 1_000;
  private static final int LONGEST_NAME = 60;
  private static final int MOST = 50;
  private final JdbcClient jdbc;
  private final Audit audit;
  private final Clock clock;

  Causes(JdbcClient jdbc, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  /** All of them, those out of use too, in the order in which they were added. */
  @Transactional(readOnly = true)
  public List<Cause> all() {
    return jdbc.sql("SELECT id, word, name, active FROM breach_cause ORDER BY id")
        .query(
            (row, n) ->
                new Cause(
                    row.getLong("id"),
                    row.getString("word"),
                    row.getString("name"),
                    row.getBoolean("active")))
        .list();
  }

  /**
   * One of them.
   *
   * @throws DomainException (not found) if there is none
   */
  @Transactional(readOnly = true)
  public Cause find(long id) {
    return all().stream().filter(c -> c.id() == id).findFirst().orElseThrow(Causes::none);
  }

  /**
   * Adds a cause.
   *
   * @param name 1 to 60 characters
   * @throws DomainException (conflict) if another has that name, (invalid) if it is none, or there
   *     are too many
   */
  public void add(String name, AgentId by) {
    if (all().size() >= MOST)
      throw new DomainException(
          DomainException.Kind.INVALID, "There are as many causes as there can be.");
    write(
        () ->
            jdbc.sql("INSERT INTO breach_cause (name) VALUES (:name)")
                .param("name", checked(name))
                .update());
    audit.record(by.toString(), "breach-cause.added", Map.of());
  }

  /**
   * Calls a cause otherwise, or puts it out of use or back.
   *
   * @param name 1 to 60 characters; null for the one that it came with
   * @throws DomainException (not found) if there is none, (conflict) if another has that name,
   *     (invalid) if it is none
   */
  public void change(long id, @Nullable String name, boolean active, AgentId by) {
    Cause before = find(id);
    boolean asItCame = name == null && before.word() != null;
    String called = asItCame ? null : checked(name == null ? "" : name);
    if (before.equals(new Cause(id, before.word(), called, active))) return;
    write(
        () ->
            jdbc.sql("UPDATE breach_cause SET name = :name, active = :active WHERE id = :id")
                .param("name", called)
                .param("active", active)
                .param("id", id)
                .update());
    audit.record(by.toString(), "breach-cause.changed", Map.of("cause", id));
  }

  /**
   * Keeps what somebody found to be the cause of a breach; what was found before stays in its
   * history.
   *
   * @param cause null takes back what was found
   * @param note at most 1,000 characters, or nothing
   * @throws DomainException (not found) if there is no such breach or cause, (invalid) if the note
   *     is too long
   */
  public void find(BreachKey breach, @Nullable Long cause, String note, AgentId by) {
    if (note.strip().length() > LONGEST_NOTE)
      throw new DomainException(
          DomainException.Kind.INVALID, "A note has at most 1,000 characters.");
    if (cause != null) find(cause);
    int kept =
        jdbc.sql(
                """
                INSERT INTO breach_finding (ticket_id, target, started_at, cause_id, note, set_by, set_at)
                SELECT :ticket, :target, :start, :cause, :note, :by, :now
                 WHERE EXISTS (SELECT FROM contribution c
                                WHERE c.ticket_id = :ticket AND c.measure = :measure AND NOT c.hit AND c.known <= :now
                                  AND c.at - c.calendar * interval '1 second' = :start)
                """)
            .param("ticket", breach.ticket().value())
            .param("target", breach.target().key())
            .param("measure", BreachSql.measure(breach.target()))
            .param("start", Sql.at(breach.startedAt()))
            .param("cause", cause)
            .param("note", note.strip())
            .param("by", by.value())
            .param("now", Sql.at(clock.instant()))
            .update();
    if (kept == 0)
      throw new DomainException(DomainException.Kind.NOT_FOUND, "There is no such broken promise.");
  }

  /** Everything that was found of a breach, the newest first. */
  @Transactional(readOnly = true)
  public List<Finding> history(BreachKey breach) {
    return jdbc.sql(
            """
            SELECT f.cause_id, f.note, a.name, f.set_at FROM breach_finding f LEFT JOIN agent a ON a.id = f.set_by
             WHERE f.ticket_id = :ticket AND f.target = :target AND f.started_at = :start ORDER BY f.id DESC
            """)
        .param("ticket", breach.ticket().value())
        .param("target", breach.target().key())
        .param("start", Sql.at(breach.startedAt()))
        .query(
            (row, n) ->
                new Finding(
                    Sql.longOrNull(row, "cause_id"),
                    row.getString("note"),
                    row.getString("name"),
                    Sql.instant(row, "set_at")))
        .list();
  }

  private static void write(Runnable statement) {
    try {
      statement.run();
    } catch (DuplicateKeyException e) {
      throw new DomainException(
          DomainException.Kind.CONFLICT, "There is already a cause of that name.");
    }
  }

  private static String checked(String name) {
    String plain = name.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME)
      throw new DomainException(
          DomainException.Kind.INVALID, "Give the cause a name of at most 60 characters.");
    return plain;
  }

  private static DomainException none() {
    return new DomainException(DomainException.Kind.NOT_FOUND, "There is no such cause.");
  }
}
