package helpdesk.job;

import helpdesk.live.LiveUpdates;
import helpdesk.shared.DomainException;
import helpdesk.shared.Sequences;
import helpdesk.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Starts long jobs, shows how far they are, and stops them. */
@Service
@Transactional
public class Jobs {
  static final String WAKE = "jobs";
  private static final String COLUMNS =
      "id, kind, state, total, done, detail, error, cancel_requested, created_at, finished_at";
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final LiveUpdates live;
  private final JsonMapper json;
  private final Clock clock;

  Jobs(JdbcClient jdbc, Sequences sequences, LiveUpdates live, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.live = live;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Queues a job for any node.
   *
   * @param kind the {@link LongJob#kind} that will run it
   * @param detail what it needs to know, and later what it has to show
   * @return its id
   */
  public long start(String kind, Map<String, Object> detail) {
    long id = sequences.next("job_id_seq");
    jdbc.sql(
            """
            INSERT INTO job (id, kind, state, detail, created_at)
            VALUES (:id, :kind, 'waiting', CAST(:detail AS jsonb), :now)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("detail", json.writeValueAsString(detail))
        .param("now", Sql.at(clock.instant()))
        .update();
    live.publish(WAKE);
    return id;
  }

  /**
   * @throws DomainException (not found) if there is no such job
   */
  @Transactional(readOnly = true)
  public Job find(long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM job WHERE id = :id")
        .param("id", id)
        .query(this::read)
        .optional()
        .orElseThrow(
            () -> new DomainException(DomainException.Kind.NOT_FOUND, "There is no such job."));
  }

  /** The newest jobs of a kind, newest first. */
  @Transactional(readOnly = true)
  public List<Job> latest(String kind, int limit) {
    return jdbc.sql(
            "SELECT " + COLUMNS + " FROM job WHERE kind = :kind ORDER BY id DESC LIMIT :limit")
        .param("kind", kind)
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  /** Asks a job to stop; it does so at its next item. */
  public void cancel(long id) {
    jdbc.sql(
            """
            UPDATE job SET cancel_requested = true,
                   state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
                   finished_at = CASE state WHEN 'waiting' THEN :now ELSE finished_at END
             WHERE id = :id AND state IN ('waiting', 'running')
            """)
        .param("id", id)
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** Takes a waiting job, or one whose node has given no sign of life for a minute. */
  Optional<Job> claim() {
    return jdbc.sql(
            """
            UPDATE job SET state = 'running', heartbeat_at = :now
             WHERE id = (SELECT id FROM job
                          WHERE state = 'waiting'
                             OR (state = 'running' AND heartbeat_at < :lost)
                          ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                + COLUMNS)
        .param("now", Sql.at(clock.instant()))
        .param("lost", Sql.at(clock.instant().minusSeconds(60)))
        .query(this::read)
        .optional();
  }

  void progress(
      long id,
      long done,
      @org.jspecify.annotations.Nullable Long total,
      Map<String, Object> detail) {
    jdbc.sql(
            """
            UPDATE job SET done = :done, total = :total, detail = detail || CAST(:detail AS jsonb), heartbeat_at = :now
             WHERE id = :id
            """)
        .param("id", id)
        .param("done", done)
        .param("total", total)
        .param("detail", json.writeValueAsString(detail))
        .param("now", Sql.at(clock.instant()))
        .update();
    live.publish("job-" + id);
  }

  void finish(long id, Job.State state, @org.jspecify.annotations.Nullable String error) {
    jdbc.sql("UPDATE job SET state = :state, error = :error, finished_at = :now WHERE id = :id")
        .param("id", id)
        .param("state", state.key())
        .param("error", error)
        .param("now", Sql.at(clock.instant()))
        .update();
    live.publish("job-" + id);
  }

  private Job read(ResultSet row, int n) throws SQLException {
    return new Job(
        row.getLong("id"),
        row.getString("kind"),
        Job.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Sql.longOrNull(row, "total"),
        row.getLong("done"),
        json.readValue(row.getString("detail"), new TypeReference<Map<String, Object>>() {}),
        row.getString("error"),
        row.getBoolean("cancel_requested"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "finished_at"));
  }
}
