package helpdesk.metrics.fact;

import helpdesk.job.LongJob;
import helpdesk.ticket.TicketId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes the facts of every ticket anew from the events, in short transactions beside the running
 * desk. The rows it leaves are the ones the follower would have left.
 */
@Component
public class FactRebuild implements LongJob {
  /** The word that starts it. */
  public static final String KIND = "metrics-rebuild";

  private static final int BATCH = 500;
  private final JdbcClient jdbc;
  private final Facts facts;
  private final TransactionTemplate transaction;

  FactRebuild(JdbcClient jdbc, Facts facts, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.facts = facts;
    this.transaction = transaction;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Running job) {
    long total = jdbc.sql("SELECT count(*) FROM ticket").query(Long.class).single();
    long done = 0;
    List<TicketId> batch = after(0);
    while (!batch.isEmpty() && !job.cancelled()) {
      List<TicketId> these = batch;
      transaction.executeWithoutResult(status -> facts.refold(these));
      done += these.size();
      job.progress(done, Math.max(done, total));
      batch = after(these.get(these.size() - 1).value());
    }
  }

  private List<TicketId> after(long ticket) {
    return jdbc.sql("SELECT id FROM ticket WHERE id > :after ORDER BY id LIMIT :limit")
        .param("after", ticket)
        .param("limit", BATCH)
        .query((row, n) -> new TicketId(row.getLong("id")))
        .list();
  }
}
