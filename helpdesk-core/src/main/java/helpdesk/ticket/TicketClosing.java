package helpdesk.ticket;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import helpdesk.shared.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes tickets that have stayed resolved for long enough: from then on a reply opens a follow-up.
 */
@Component
class TicketClosing {
  private static final int BATCH = 200;
  private final JdbcClient jdbc;
  private final TicketDesk desk;
  private final Rules rules;
  private final Clock clock;

  TicketClosing(JdbcClient jdbc, TicketDesk desk, Rules rules, Clock clock) {
    this.jdbc = jdbc;
    this.desk = desk;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * When tickets close.
   *
   * @param closeAfter how long a ticket stays resolved before it is closed for good
   */
  @ConfigurationProperties("helpdesk.ticket")
  record Rules(@DefaultValue("14d") Duration closeAfter) {}

  /** Closes all that are due, one small transaction each; returns how many. */
  int closeDue() {
    int closed = 0;
    List<Long> due = due();
    while (!due.isEmpty()) {
      for (long id : due) {
        desk.closeIfStillResolved(new TicketId(id), clock.instant().minus(rules.closeAfter()));
        closed++;
      }
      due = due();
    }
    return closed;
  }

  private List<Long> due() {
    return jdbc.sql(
            """
            SELECT id FROM ticket WHERE status = 'resolved' AND resolved_at <= :until ORDER BY resolved_at LIMIT :batch
            """)
        .param("until", Sql.at(clock.instant().minus(rules.closeAfter())))
        .param("batch", BATCH)
        .query(Long.class)
        .list();
  }

  /** Looks every ten minutes, on one node. */
  @Configuration(proxyBeanMethods = false)
  static class Schedule {
    @Bean
    RecurringTask<Void> closeResolvedTickets(TicketClosing closing) {
      return Tasks.recurring("close-resolved-tickets", FixedDelay.of(Duration.ofMinutes(10)))
          .execute((instance, context) -> closing.closeDue());
    }
  }
}
