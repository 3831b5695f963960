package helpdesk.metrics.fact;

import helpdesk.job.LongJob.Running;
import helpdesk.metrics.sum.DayCheck;
import helpdesk.ticket.TicketId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes everything anew from the events, in short transactions beside the running desk: the
 * facts and contributions of every ticket, then the sums of every day. What it finds different is
 * set right, and counted.
 */
@Component
class Recomputation {
  /** What is noted with the job: tickets and days that were different. */
  static final String TICKETS = "tickets";

  static final String DAYS = "days";
  private static final int BATCH = 500;
  private final JdbcClient jdbc;
  private final Facts facts;
  private final DayCheck days;
  private final TransactionTemplate transaction;

  Recomputation(JdbcClient jdbc, Facts facts, DayCheck days, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.facts = facts;
    this.days = days;
    this.transaction = transaction;
  }

  void run(Running job) {
    List<LocalDate> dates = days.all();
    long total = jdbc.sql("SELECT count(*) FROM ticket").query(Long.class).single() + dates.size();
    long done = tickets(job, total);
    long different = 0;
    for (LocalDate date : dates) {
      if (job.cancelled()) return;
      if (days.differs(date)) different++;
      job.progress(++done, Math.max(done, total));
    }
    job.note(DAYS, different);
  }

  private long tickets(Running job, long total) {
    long done = 0;
    long different = 0;
    List<TicketId> batch = after(0);
    while (!batch.isEmpty() && !job.cancelled()) {
      List<TicketId> these = batch;
      Integer found = transaction.execute(status -> different(these));
      different += found == null ? 0 : found;
      done += these.size();
      job.progress(done, Math.max(done, total), Map.of(TICKETS, different));
      batch = after(these.get(these.size() - 1).value());
    }
    return done;
  }

  /** A ticket that the follower has not come to yet differs by right. */
  private int different(List<TicketId> tickets) {
    Map<Long, Integer> before = known(tickets);
    Set<Long> changed = new HashSet<>(facts.refold(tickets).tickets());
    Map<Long, Integer> now = known(tickets);
    changed.removeIf(ticket -> !now.getOrDefault(ticket, 0).equals(before.get(ticket)));
    return changed.size();
  }

  private Map<Long, Integer> known(List<TicketId> tickets) {
    Map<Long, Integer> known = new HashMap<>();
    jdbc.sql("SELECT ticket_id, last_seq FROM ticket_fact WHERE ticket_id = ANY(:tickets)")
        .param("tickets", tickets.stream().map(TicketId::value).toArray(Long[]::new))
        .query(
            row -> {
              known.put(row.getLong("ticket_id"), row.getInt("last_seq"));
            });
    return known;
  }

  private List<TicketId> after(long ticket) {
    return jdbc.sql("SELECT id FROM ticket WHERE id > :after ORDER BY id LIMIT :limit")
        .param("after", ticket)
        .param("limit", BATCH)
        .query((row, n) -> new TicketId(row.getLong("id")))
        .list();
  }
}
