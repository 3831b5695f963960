package helpdesk.sample;

import helpdesk.job.LongJob;
import helpdesk.live.LiveUpdates;
import helpdesk.workspace.Audit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the sample away again: the job {@code sample-data-removal}. What agents added to it goes
 * with it.
 */
@Component
class SampleRemoval implements LongJob {
  static final String KIND = "sample-data-removal";
  private static final int BATCH = 1000;

  /** Children before their parents. The log's own rows go through the door that erasure has. */
  private static final List<String> BY_TICKET =
      List.of(
          "DELETE FROM ticket_event WHERE ticket_id = ANY(:ids)",
          "UPDATE inbound_message SET suggested_ticket = NULL WHERE suggested_ticket = ANY(:ids)",
          "UPDATE message SET inbound_id = NULL WHERE ticket_id = ANY(:ids)",
          "DELETE FROM inbound_message WHERE ticket_id = ANY(:ids)",
          "DELETE FROM message WHERE ticket_id = ANY(:ids)",
          "UPDATE ticket SET suggested_ticket = NULL WHERE suggested_ticket = ANY(:ids)",
          "UPDATE ticket SET merged_into = NULL WHERE merged_into = ANY(:ids)",
          "UPDATE ticket SET follow_up_of = NULL WHERE follow_up_of = ANY(:ids)",
          "DELETE FROM ticket WHERE id = ANY(:ids)");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final LiveUpdates live;

  SampleRemoval(JdbcClient jdbc, TransactionTemplate transaction, Audit audit, LiveUpdates live) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.live = live;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Running job) {
    long[] done = {0};
    removeTickets(() -> job.progress(done[0] += BATCH, null));
    transaction.executeWithoutResult(status -> removePeople());
    live.publish("inbox", "tiles");
  }

  void removeTickets(Runnable afterEach) {
    while (Boolean.TRUE.equals(transaction.execute(status -> removeBatch()))) afterEach.run();
  }

  private boolean removeBatch() {
    Long[] ids =
        jdbc.sql("SELECT id FROM ticket WHERE sample ORDER BY id LIMIT " + BATCH)
            .query(Long.class)
            .list()
            .toArray(new Long[0]);
    if (ids.length == 0) return false;
    jdbc.sql("SELECT set_config('helpdesk.erasure', 'on', true)").query(String.class).single();
    BY_TICKET.forEach(sql -> jdbc.sql(sql).param("ids", ids).update());
    audit.record("system", "sample-data.removed", Map.of("tickets", ids.length));
    return true;
  }

  private void removePeople() {
    jdbc.sql(
            "DELETE FROM contact c WHERE sample AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.requester_id = c.id) AND NOT EXISTS (SELECT 1 FROM message m WHERE m.author_contact = c.id)")
        .update();
    jdbc.sql(
            "DELETE FROM agent a WHERE sample AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.assignee_id = a.id) AND NOT EXISTS (SELECT 1 FROM message m WHERE m.author_agent = a.id)")
        .update();
    jdbc.sql("UPDATE agent SET active = false WHERE sample").update();
    jdbc.sql(
            "DELETE FROM team m WHERE NOT EXISTS (SELECT 1 FROM agent a WHERE a.team_id = m.id) AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.team_id = m.id) AND NOT EXISTS (SELECT 1 FROM channel h WHERE h.team_id = m.id) AND NOT EXISTS (SELECT 1 FROM queue_limit q WHERE q.team_id = m.id) AND name IN ('Orders and delivery', 'Returns and refunds', 'Product advice')")
        .update();
    jdbc.sql(
            "DELETE FROM tag g WHERE NOT EXISTS (SELECT 1 FROM ticket_tag x WHERE x.tag_id = g.id) AND kind <> 'other'")
        .update();
  }
}
