package helpdesk.sla;

import helpdesk.job.QueueWorker;
import helpdesk.shared.Sql;
import helpdesk.ticket.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes the open clocks anew when policies, hours or limits were changed: batch by batch, each
 * with the place that was reached, so that any node goes on where another stopped. What is changed
 * meanwhile begins it anew.
 */
@Component
class SlaRefold implements QueueWorker {
  private static final int BATCH = 100;

  /** Which policies, hours and limits there are; what is withdrawn makes them fewer. */
  private static final String BASIS =
      """
      SELECT concat_ws('/', (SELECT max(id) FROM sla_edition), (SELECT max(id) FROM calendar_version),
                       (SELECT count(*) FROM calendar_version), (SELECT extract(epoch FROM max(valid_from)) FROM queue_limit))
      """;

  private final JdbcClient jdbc;
  private final SlaRows rows;
  private final SlaLedger ledger;
  private final TransactionTemplate transaction;

  SlaRefold(JdbcClient jdbc, SlaRows rows, SlaLedger ledger, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.ledger = ledger;
    this.transaction = transaction;
  }

  private record Basis(String known, @Nullable Long doneUpTo) {}

  @Override
  public String name() {
    return "sla-refold";
  }

  @Override
  public String wakeTopic() {
    return SlaAlarms.TOPIC;
  }

  @Override
  public Duration restAtMost() {
    return Duration.ofSeconds(5);
  }

  @Override
  public boolean runOnce() {
    return Boolean.TRUE.equals(transaction.execute(status -> next()));
  }

  private boolean next() {
    Optional<Basis> basis =
        jdbc.sql("SELECT known, done_up_to FROM sla_basis FOR UPDATE SKIP LOCKED")
            .query((row, n) -> new Basis(row.getString("known"), Sql.longOrNull(row, "done_up_to")))
            .optional();
    if (basis.isEmpty()) return false;
    String now = jdbc.sql(BASIS).query(String.class).single();
    Long from = now.equals(basis.get().known) ? basis.get().doneUpTo : Long.valueOf(0);
    if (from == null) return false;
    List<TicketId> batch = rows.open(from, BATCH);
    if (!batch.isEmpty()) ledger.fold(batch);
    boolean more = batch.size() == BATCH;
    jdbc.sql("UPDATE sla_basis SET known = :known, done_up_to = :to")
        .param("known", now)
        .param("to", more ? batch.get(BATCH - 1).value() : null)
        .update();
    return more;
  }
}
