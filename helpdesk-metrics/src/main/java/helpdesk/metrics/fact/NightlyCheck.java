package helpdesk.metrics.fact;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import helpdesk.job.Jobs;
import helpdesk.job.LongJob;
import java.time.LocalTime;
import java.util.Map;
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

  private final Recomputation recomputation;

  NightlyCheck(Recomputation recomputation) {
    this.recomputation = recomputation;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Running job) {
    recomputation.run(job);
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
