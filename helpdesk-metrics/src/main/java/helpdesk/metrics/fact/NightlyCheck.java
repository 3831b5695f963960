package helpdesk.metrics.fact;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import helpdesk.job.Job;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Proves every night that the figures are what the events say. What was different is right
 * afterwards, but somebody should know: it must never happen.
 */
@Component
public class NightlyCheck implements LongJob {
  /** The word that starts it. */
  public static final String KIND = "metrics-check";

  /**
   * What the newest check found different.
   *
   * @param at when it ended
   */
  public record Found(Instant at, long tickets, long days) {}

  private final Recomputation recomputation;
  private final Jobs jobs;

  NightlyCheck(Recomputation recomputation, Jobs jobs) {
    this.recomputation = recomputation;
    this.jobs = jobs;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Running job) {
    recomputation.run(job);
  }

  /** What the newest check that came to its end found wrong, if it did. */
  public Optional<Found> trouble() {
    return jobs.latest(KIND, 5).stream()
        .filter(job -> job.state() == Job.State.DONE && job.finishedAt() != null)
        .findFirst()
        .map(NightlyCheck::found)
        .filter(found -> found.tickets > 0 || found.days > 0);
  }

  private static Found found(Job job) {
    Instant at = job.finishedAt() == null ? job.createdAt() : job.finishedAt();
    return new Found(at, number(job, Recomputation.TICKETS), number(job, Recomputation.DAYS));
  }

  private static long number(Job job, String key) {
    return job.detail().get(key) instanceof Number n ? n.longValue() : 0;
  }

  /** Starts it, on one node, when most houses sleep. */
  @Configuration(proxyBeanMethods = false)
  static class Schedule {
    @Bean
    RecurringTask<Void> checkFigures(Jobs jobs) {
      return Tasks.recurring("check-figures", Schedules.daily(LocalTime.of(2, 30)))
          .execute((instance, context) -> jobs.start(KIND, Map.of()));
    }
  }
}
