package helpdesk.metrics.fact;

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
 * Computes what open tickets give anew when policies, hours or limits were changed: what is
 * promised may now become late at another instant, without any event. Batch by batch, each with the
 * place that was reached, so that any node goes on where another stopped.
 */
@Component
class FoldingRefresh implements QueueWorker {
  private static final int BATCH = 200;

  /**
   * Which policies, hours and limits there are; what is withdrawn makes them fewer. Said alike by
   * every node, whatever its zone.
   */
  private static final String BASIS =
      """
      SELECT concat_ws('/', (SELECT max(id) FROM sla_edition), (SELECT max(id) FROM calendar_version),
                       (SELECT count(*) FROM calendar_version), (SELECT extract(epoch FROM max(valid_from)) FROM queue_limit))
      """;

  private final JdbcClient jdbc;
  private final Facts facts;
  private final TransactionTemplate transaction;

  FoldingRefresh(JdbcClient jdbc, Facts facts, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.facts = facts;
    this.transaction = transaction;
  }

  private record Basis(String known, @Nullable Long doneUpTo) {}

  @Override
  public String name() {
    return "facts-refresh";
  }

  /** Nothing wakes it: nobody waits for it. */
  @Override
  public String wakeTopic() {
    return "facts-refresh";
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
        jdbc.sql("SELECT known, done_up_to FROM folding_basis FOR UPDATE SKIP LOCKED")
            .query((row, n) -> new Basis(row.getString("known"), Sql.longOrNull(row, "done_up_to")))
            .optional();
    if (basis.isEmpty()) return false;
    String now = jdbc.sql(BASIS).query(String.class).single();
    Long from = now.equals(basis.get().known) ? basis.get().doneUpTo : Long.valueOf(0);
    if (from == null) return false;
    List<TicketId> batch = open(from);
    if (!batch.isEmpty()) facts.refold(batch);
    boolean more = batch.size() == BATCH;
    jdbc.sql("UPDATE folding_basis SET known = :known, done_up_to = :to")
        .param("known", now)
        .param("to", more ? batch.get(BATCH - 1).value() : null)
        .update();
    return more;
  }

  private List<TicketId> open(long after) {
    return jdbc.sql(
            """
            SELECT ticket_id FROM ticket_fact WHERE NOT terminal AND ticket_id > :after ORDER BY ticket_id LIMIT :limit
            """)
        .param("after", after)
        .param("limit", BATCH)
        .query((row, n) -> new TicketId(row.getLong("ticket_id")))
        .list();
  }
}
