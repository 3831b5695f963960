package helpdesk.ticket;

import helpdesk.job.QueueWorker;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves every {@link EventReader} along the log; the row lock on its position keeps it to one node
 * at a time.
 */
@Component
class LogFollowers implements QueueWorker {
  private static final Logger logger = LoggerFactory.getLogger(LogFollowers.class);
  private static final int BATCH = 500;
  private static final Duration GATHER = Duration.ofMillis(100);
  private final JdbcClient jdbc;
  private final EventLog log;
  private final ObjectProvider<EventReader> readers;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile boolean behind;

  LogFollowers(
      JdbcClient jdbc,
      EventLog log,
      ObjectProvider<EventReader> readers,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.log = log;
    this.readers = readers;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "log-follower";
  }

  @Override
  public String wakeTopic() {
    return TicketLog.TOPIC;
  }

  /** A reader costs about as much for fifty events as for one; one that is behind never waits. */
  @Override
  public Duration gather() {
    return behind ? Duration.ZERO : GATHER;
  }

  @Override
  public boolean runOnce() {
    boolean moved = false;
    behind = false;
    for (EventReader reader : readers.orderedStream().toList()) {
      moved |= tryToAdvance(reader);
    }
    return moved;
  }

  /** A reader that fails stays where it is and is tried again; the others go on. */
  private boolean tryToAdvance(EventReader reader) {
    try {
      return Boolean.TRUE.equals(transaction.execute(status -> advance(reader)));
    } catch (RuntimeException e) {
      logger.error("Reader {} of the log failed and will be tried again", reader.name(), e);
      return false;
    }
  }

  private boolean advance(EventReader reader) {
    Optional<Position> position = lock(reader.name());
    if (position.isEmpty()) return false;
    List<EventLog.Positioned> batch =
        log.settledAfter(position.get().xact, position.get().eventId, BATCH);
    if (batch.isEmpty()) return false;
    behind |= batch.size() == BATCH;
    reader.read(batch.stream().map(EventLog.Positioned::event).toList());
    EventLog.Positioned last = batch.get(batch.size() - 1);
    jdbc.sql(
            """
            UPDATE log_reader SET xact = CAST(:xact AS xid8), event_id = :event, updated_at = :now
             WHERE name = :name
            """)
        .param("name", reader.name())
        .param("xact", last.xact())
        .param("event", last.event().id())
        .param("now", Sql.at(clock.instant()))
        .update();
    return true;
  }

  private Optional<Position> lock(String reader) {
    String sql = "SELECT xact, event_id FROM log_reader WHERE name = :name";
    if (jdbc.sql(sql).param("name", reader).query((row, n) -> true).optional().isEmpty()) {
      jdbc.sql(
              """
              INSERT INTO log_reader (name, xact, event_id, updated_at) VALUES (:name, '0', 0, :now)
              ON CONFLICT DO NOTHING
              """)
          .param("name", reader)
          .param("now", Sql.at(clock.instant()))
          .update();
    }
    return jdbc.sql(sql + " FOR UPDATE SKIP LOCKED")
        .param("name", reader)
        .query((row, n) -> new Position(row.getString("xact"), row.getLong("event_id")))
        .optional();
  }

  private record Position(String xact, long eventId) {}
}
